/// Statements of the table dialect. Source: the grammar of Apache IoTDB 2.0.
extension CompletionGrammar {
    /// Table dialect.
    static let table = CompletionGrammar(tableQueries, tableExpressions, tableSchema, tableShow, tableRights)

    private static let tableQueries = """
        statement: explain | query | insert | delete | update | define | show | rights | upkeep
        explain: EXPLAIN [ ANALYZE [ VERBOSE ] ] query
        query: body | WITH [ ~ RECURSIVE ] with { ',' with } body
        read: select { ( UNION | INTERSECT | EXCEPT ) [ ALL | DISTINCT ] term } [ order ] [ offset ] [ limit ]
        with: <new> [ '(' <new> { ',' <new> } ')' ] AS '(' body ')'
        body: term { ( UNION | INTERSECT | EXCEPT ) [ ALL | DISTINCT ] term } [ order ] [ offset ] [ limit ]
        term: select | '(' body ')'
        select: SELECT [ DISTINCT | all ] item { ',' item } [ FROM source { ',' source } ] [ where ] [ group ] [
            HAVING condition ] [ fill ]
        item: '*' | value [ [ ~ AS ] <new> ] | condition [ [ AS ] <new> ]
        source: primary-source { join }
        primary-source: <table> [ [ AS ] <new> ] | '(' body ')' [ [ AS ] <new> ]
        join: ( [ INNER ] JOIN | ( LEFT | RIGHT | FULL ) [ OUTER ] JOIN ) primary-source ( ON condition | USING '('
            <column> { ',' <column> } ')' ) | CROSS JOIN primary-source
        where: WHERE condition
        group: GROUP BY group-key { ',' group-key }
        group-key: <column> | <number> | call | ~ value
        order: ORDER BY key { ',' key }
        key: ( <column> | ~ value ) [ ASC | DESC ] [ NULLS ( FIRST | LAST ) ]
        offset: OFFSET <number>
        limit: LIMIT ( <number> | ALL )
        fill: FILL METHOD ( PREVIOUS { TIME_BOUND <number> | TIME_COLUMN <number> | FILL_GROUP <number> { ',' <number>
            } } | LINEAR { TIME_COLUMN <number> | FILL_GROUP <number> { ',' <number> } } | CONSTANT literal )
        insert: INSERT INTO <table> [ '(' <column> { ',' <column> } ')' ] ( VALUES '(' row ')' { ',' '(' row ')' } |
            read )
        row: value { ',' value }
        delete: DELETE ( FROM <table> [ where ] | DEVICES FROM <table> [ where ] )
        update: UPDATE <table> SET <column> '=' value { ',' <column> '=' value } [ where ]
        """

    private static let tableExpressions = """
        condition: comparison { ( AND | OR ) comparison }
        comparison: [ ~ NOT ] value [ [ NOT ] ( BETWEEN value AND value | IN '(' ( body | value { ',' value } ) ')' |
            LIKE <string> [ ESCAPE <string> ] ) | IS [ NOT ] NULL ] | ~ EXISTS '(' body ')'
        value: { '-' | '+' } operand { <sign> { <sign> } { '-' | '+' } operand }
        operand: <column> | call | '(' ( condition | body ) ')' | <number> | <string> | ~ NULL | ~ TRUE | ~ FALSE |
            case | cast | ~ INTERVAL <string> | '*' | all
        all: ~ ALL
        call: <function> '(' [ [ ~ DISTINCT ] ( '*' | condition { ',' condition } ) ] ')'
        case: ~ CASE ( WHEN condition THEN value { WHEN condition THEN value } | value WHEN value THEN value { WHEN
            value THEN value } ) [ ELSE value ] END
        cast: ~ CAST '(' value AS <type> ')' | ~ TRY_CAST '(' value AS <type> ')'
        literal: { '-' | '+' } <number> | <string> | NULL | TRUE | FALSE
        """

    private static let tableSchema = """
        define: USE <database> | create | drop | alter | ( DESC | DESCRIBE ) <table> [ DETAILS ] | SET ( SYSTEM TO (
            READONLY | RUNNING ) | CONFIGURATION <new> '=' <string> [ ON <number> ] | CONFIGURATION properties ) |
            COMMENT ON ( TABLE <table> | COLUMN <table> ) IS ( <string> | NULL )
        create: CREATE ( TABLE [ IF NOT EXISTS ] <new> '(' create-column { ',' create-column } ')' [ COMMENT <string>
            ] [ WITH properties ] | DATABASE [ IF NOT EXISTS ] <new> [ WITH properties ] | FUNCTION <new> AS <string>
            [ USING URI <string> ] | pipe | PIPEPLUGIN [ IF NOT EXISTS ] <new> AS <string> [ USING URI <string> ] |
            TOPIC [ IF NOT EXISTS ] <new> [ WITH attributes ] | USER <new> <string> | ROLE <new> | ~ INDEX <new> ON
            <table> '(' <column> { ',' <column> } ')' )
        create-column: <new> [ <type> ] [ category ] [ COMMENT <string> ]
        category: TAG | ATTRIBUTE | FIELD | TIME
        properties: '(' property { ',' property } ')'
        property: ( TTL | <new> ) '=' ( DEFAULT | <number> | <string> )
        attributes: '(' <string> '=' <string> { ',' <string> '=' <string> } ')'
        pipe: PIPE [ IF NOT EXISTS ] <new> [ WITH ( SOURCE | EXTRACTOR ) attributes ] [ WITH PROCESSOR attributes ] [
            WITH ( SINK | CONNECTOR ) attributes ]
        drop: DROP ( TABLE [ IF EXISTS ] <table> | DATABASE [ IF EXISTS ] <database> | FUNCTION <udf> | PIPE [ IF
            EXISTS ] <pipe> | PIPEPLUGIN [ IF EXISTS ] <plugin> | TOPIC [ IF EXISTS ] <topic> | USER <user> | ROLE
            <role> )
        alter: ALTER ( TABLE [ IF EXISTS ] <table> ( ADD COLUMN [ IF NOT EXISTS ] <new> [ <type> ] [ category ] | DROP
            COLUMN [ IF EXISTS ] <column> | SET PROPERTIES property { ',' property } | RENAME TO <new> ) | DATABASE [
            IF EXISTS ] <database> SET PROPERTIES property { ',' property } | PIPE <pipe> ( MODIFY | REPLACE ) (
            SOURCE | PROCESSOR | SINK ) attributes | USER <user> SET PASSWORD <string> )
        """

    private static let tableShow = """
        show: SHOW show-what | COUNT count-what
        show-what: DATABASES [ DETAILS ] | TABLES [ DETAILS ] [ ( FROM | IN ) <database> ] | DEVICES FROM <table> [
            where ] [ offset ] [ limit ] | CREATE TABLE <table> | CLUSTER [ DETAILS ] | ( CLUSTERID | ~ CLUSTER_ID ) |
            VARIABLES | VERSION | CURRENT_DATABASE | CURRENT_SQL_DIALECT | CURRENT_USER | CURRENT_TIMESTAMP | [ DATA |
            SCHEMA ] REGIONS [ ( FROM | IN ) <database> ] | DATANODES | CONFIGNODES | AINODES | ( QUERIES | QUERY
            PROCESSLIST ) [ where ] [ order ] [ limit ] | FUNCTIONS | PIPES | PIPE <pipe> | PIPEPLUGINS | TOPICS |
            TOPIC <topic> | SUBSCRIPTIONS [ ON <topic> ] | MODELS | INDEXES [ ( FROM | IN ) <table> ]
        count-what: DEVICES FROM <table> [ where ]
        """

    private static let tableRights = """
        rights: grant | revoke | list
        grant: GRANT ( privilege { ',' privilege } [ ON object ] TO receiver [ WITH GRANT OPTION ] | ROLE <role> TO
            <user> )
        revoke: REVOKE ( [ GRANT OPTION FOR ] privilege { ',' privilege } [ ON object ] FROM receiver | ROLE <role>
            FROM <user> )
        object: ANY | DATABASE <database> | TABLE <table> | ~ <table>
        receiver: USER <user> | ROLE <role>
        privilege: ALL | SELECT | INSERT | DELETE | CREATE | ALTER | DROP | MANAGE_USER | MANAGE_ROLE | MAINTAIN
        list: LIST ( USER [ OF ROLE <role> ] | ROLE [ OF USER <user> ] | PRIVILEGES OF ( USER <user> | ROLE <role> ) )
        upkeep: FLUSH [ <database> { ',' <database> } ] [ ON ( LOCAL | CLUSTER ) ] | CLEAR [ ATTRIBUTE | QUERY | ALL ]
            CACHE [ ON ( LOCAL | CLUSTER ) ] | KILL ( QUERY <query> | ALL QUERIES ) | START ( PIPE <pipe> | REPAIR
            DATA [ ON ( LOCAL | CLUSTER ) ] ) | STOP ( PIPE <pipe> | REPAIR DATA [ ON ( LOCAL | CLUSTER ) ] ) | LOAD (
            CONFIGURATION [ ON ( LOCAL | CLUSTER ) ] | <string> [ WITH attributes ] ) | MIGRATE REGION <number> FROM
            <number> TO <number> | REMOVE DATANODE <number>
        """
}
