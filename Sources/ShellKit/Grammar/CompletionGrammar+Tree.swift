/// Statements of the tree dialect. Source: the grammar of Apache IoTDB 2.0.
extension CompletionGrammar {
    /// Tree dialect.
    static let tree = CompletionGrammar(treeQueries, treeExpressions, treeSchema, treeShow, treeRights)

    private static let treeQueries = """
        statement: explain | select | insert | delete | define | show | rights | upkeep
        explain: EXPLAIN [ ANALYZE [ VERBOSE ] ] select
        select: SELECT [ LAST ] item { ',' item } [ INTO <device> [ '(' <new> { ',' <new> } ')' ] { ',' <device> } ]
            FROM <device> { ',' <device> } [ where ] [ group ] [ HAVING condition ] [ order ] [ fill ] [ paging ] [
            ALIGN BY DEVICE ] [ paging ]
        item: value [ AS <new> ]
        where: WHERE condition
        group: GROUP BY ( LEVEL '=' <number> { ',' <number> } | TAGS '(' <new> { ',' <new> } ')' | window | VARIATION
            '(' value { ',' value } [ ',' IGNORENULL '=' boolean ] ')' | CONDITION '(' condition { ',' condition } [
            ',' IGNORENULL '=' boolean ] ')' | SESSION '(' <number> ')' | COUNT '(' value { ',' value } [ ','
            IGNORENULL '=' boolean ] ')' ) [ ',' group-more ]
        group-more: LEVEL '=' <number> { ',' <number> } | TAGS '(' <new> { ',' <new> } ')'
        window: '(' [ ( '[' | '(' ) value ',' value ( ')' | ']' ) ',' ] <number> [ ',' <number> ] ')'
        order: ORDER BY key { ',' key }
        key: ( TIME | TIMESERIES | DEVICE | <column> | ~ value ) [ ASC | DESC ] [ NULLS ( FIRST | LAST ) ]
        fill: FILL '(' ( PREVIOUS | LINEAR | literal ) [ ',' <number> ] ')'
        paging: { ( LIMIT | OFFSET | SLIMIT | SOFFSET ) <number> }
        insert: INSERT INTO <device> [ '(' insert-column { ',' insert-column } ')' ] [ ALIGNED ] VALUES '(' literal {
            ',' literal } ')' { ',' '(' literal { ',' literal } ')' }
        insert-column: TIME | TIMESTAMP | <column>
        delete: DELETE ( FROM <path> { ',' <path> } [ where ] | TIMESERIES <path> { ',' <path> } | ( DATABASE | ~
            STORAGE ~ GROUP ) <database> { ',' <database> } | ~ PARTITION <database> | VIEW <path> )
        """

    private static let treeExpressions = """
        condition: comparison { ( AND | OR | '&' [ '&' ] | '|' [ '|' ] ) comparison }
        comparison: [ ~ NOT ] value [ [ NOT ] ( BETWEEN value AND value | IN '(' literal { ',' literal } ')' | LIKE
            <string> | REGEXP <string> ) | CONTAINS '(' literal { ',' literal } ')' | IS [ NOT ] NULL ]
        value: { '-' | '+' | '!' } operand { <sign> { <sign> } { '-' | '+' | '!' } operand }
        operand: time-key | <column> | call | '(' condition ')' | <number> | <string> | ~ NULL | ~ TRUE | ~ FALSE |
            case | cast | '*'
        call: <function> '(' [ value { ',' value } ] ')'
        case: ~ CASE ( WHEN condition THEN value { WHEN condition THEN value } | value WHEN value THEN value { WHEN
            value THEN value } ) [ ELSE value ] END
        cast: ~ CAST '(' value AS <type> ')'
        literal: { '-' | '+' } <number> { <sign> <number> } | <string> | NULL | TRUE | FALSE | ~ call
        boolean: TRUE | FALSE
        time-key: ~ TIME
        """

    private static let treeSchema = """
        define: create | drop | alter | set | unset | activate
        create: CREATE ( create-series | ( DATABASE | ~ STORAGE ~ GROUP ) <path> [ WITH attribute { ',' attribute } ]
            | ( DEVICE | ~ SCHEMA ) TEMPLATE <new> [ ALIGNED ] '(' template-column { ',' template-column } ')' | USER
            <new> <string> | ROLE <new> | FUNCTION <new> AS <string> [ USING URI <string> ] | view | pipe | PIPEPLUGIN
            <new> AS <string> [ USING URI <string> ] | [ STATEFUL | STATELESS ] TRIGGER <new> ( BEFORE | AFTER ) (
            INSERT | DELETE ) ON <path> AS <string> | TOPIC <new> [ WITH attributes ] | ( CONTINUOUS QUERY | CQ )
            <new> [ RESAMPLE { EVERY <number> | BOUNDARY <number> | RANGE <number> } ] BEGIN select END | MODEL <new>
            USING URI <string> | ALIGNED aligned )
        create-series: TIMESERIES <path> [ '(' <new> ')' ] [ [ WITH ] ( DATATYPE '=' <type> | <type> ) { [ ',' ]
            column-option } ] [ labels ]
        aligned: TIMESERIES <device> '(' template-column { ',' template-column } ')'
        template-column: <new> [ <type> ] { column-option }
        column-option: ENCODING '=' encoding | ( COMPRESSOR | COMPRESSION ) '=' compressor | DATATYPE '=' <type>
        labels: { ( TAGS | ATTRIBUTES ) '(' pair { ',' pair } ')' }
        pair: ( <new> | <string> ) '=' ( <new> | <string> | <number> )
        attribute: ( TTL | SCHEMA_REGION_GROUP_NUM | DATA_REGION_GROUP_NUM | TIME_PARTITION_INTERVAL ) '=' <number>
        attributes: '(' <string> '=' <string> { ',' <string> '=' <string> } ')'
        encoding: PLAIN | RLE | TS_2DIFF | GORILLA | DICTIONARY | ZIGZAG | CHIMP | SPRINTZ | RLBE | ~ DIFF | ~ REGULAR
            | ~ FREQ
        compressor: UNCOMPRESSED | SNAPPY | GZIP | LZ4 | ZSTD | LZMA2
        view: VIEW <path> { ',' <path> } AS ( select | <path> { ',' <path> } )
        pipe: PIPE [ IF NOT EXISTS ] <new> [ WITH ( SOURCE | EXTRACTOR ) attributes ] [ WITH PROCESSOR attributes ] [
            WITH ( SINK | CONNECTOR ) attributes ]
        drop: DROP ( TIMESERIES <path> { ',' <path> } | DATABASE <database> { ',' <database> } | ( DEVICE | ~ SCHEMA )
            TEMPLATE <template> | USER <user> | ROLE <role> | FUNCTION <udf> | VIEW <path> | PIPE [ IF EXISTS ] <pipe>
            | PIPEPLUGIN <plugin> | TRIGGER <trigger> | TOPIC <topic> | ( CONTINUOUS QUERY | CQ ) <cq> | MODEL <model>
            | ~ PARTITION <database> )
        alter: ALTER ( TIMESERIES <path> ( RENAME <new> TO <new> | SET pair { ',' pair } | DROP <new> { ',' <new> } |
            ADD ( TAGS | ATTRIBUTES ) pair { ',' pair } | UPSERT { ALIAS '=' <new> | labels } ) | ( DEVICE | ~ SCHEMA
            ) TEMPLATE <template> ADD '(' template-column { ',' template-column } ')' | DATABASE <database> WITH
            attribute { ',' attribute } | USER <user> SET PASSWORD <string> | VIEW <path> { ',' <path> } AS select |
            PIPE <pipe> ( MODIFY | REPLACE ) ( SOURCE | PROCESSOR | SINK ) attributes )
        set: SET ( TTL TO ( <path> ) <number> | ( DEVICE | ~ SCHEMA ) TEMPLATE <template> TO <path> | SYSTEM TO (
            READONLY | RUNNING ) | CONFIGURATION <string> '=' <string>
            { <string> '=' <string> } [ ON <number> ] | SPACE QUOTA pair { ',' pair } ON
            <database> | THROTTLE QUOTA pair { ',' pair } ON <user> )
        unset: UNSET ( TTL FROM <path> | ( DEVICE | ~ SCHEMA ) TEMPLATE <template> FROM <path> )
        activate: ( DEACTIVATE ( DEVICE | ~ SCHEMA ) TEMPLATE [ <template> ] FROM <path> { ',' <path> } )
        """

    private static let treeShow = """
        show: SHOW show-what | COUNT count-what
        show-what: schema-list | DATABASES [ DETAILS ] [ <database> ] [ paging ] | CHILD ( PATHS | NODES ) [ <path> ]
            [ paging ] | [ LATEST ] TIMESERIES [ <path> ] [ series-filter ] [ order-series ] [ paging ] | DEVICES [
            <device> ] [ WITH DATABASE ] [ series-filter ] [ paging ] | ALL TTL | TTL ON <path> { ',' <path> } |
            CLUSTER [ DETAILS ] | CLUSTERID | VARIABLES | VERSION | CURRENT_TIMESTAMP | CURRENT_USER | regions |
            DATANODES | CONFIGNODES | AINODES | queries | FUNCTIONS | TRIGGERS | PIPES [ WHERE SINK USED BY <pipe> ] |
            PIPE <pipe> | PIPEPLUGINS | TOPICS | TOPIC <topic> | SUBSCRIPTIONS [ ON <topic> ] | ( CONTINUOUS QUERIES |
            CQS ) | MODELS [ <model> ] | VIEW [ <path> ] | SPACE QUOTA [ <database> ] | THROTTLE QUOTA | ( DATA |
            SCHEMA ) REGIONID ON <database> | TIMESLOTID <path> | CURRENT_SQL_DIALECT
        schema-list: ( DEVICE | ~ SCHEMA ) TEMPLATES | NODES IN ( DEVICE | ~ SCHEMA ) TEMPLATE <template> | PATHS (
            SET | USING ) ( DEVICE | ~ SCHEMA ) TEMPLATE <template>
        series-filter: WHERE ( TIMESERIES CONTAINS <string> | DEVICE ( CONTAINS | LIKE ) <string> | DATATYPE '='
            <type> | TAGS '(' pair ')' | TEMPLATE ( '=' <template> | IS [ NOT ] NULL ) | <new> ( '=' <string> |
            CONTAINS <string> ) )
        order-series: ORDER BY TIMESERIES [ ASC | DESC ]
        regions: [ DATA | SCHEMA ] REGIONS [ OF DATABASE <database> { ',' <database> } ] [ ON NODEID <number> ]
        queries: ( QUERIES | QUERY PROCESSLIST ) [ where ] [ ORDER BY <new> [ ASC | DESC ] ] [ paging ]
        count-what: DATABASES [ <database> ] | DEVICES [ <device> ] | TIMESERIES [ <path> ] [ series-filter ] [ GROUP
            BY LEVEL '=' <number> ] | NODES <path> LEVEL '=' <number> | TIMESLOTID WHERE DATABASE '=' <database>
        """

    private static let treeRights = """
        rights: grant | revoke | list
        grant: GRANT ( privilege { ',' privilege } ON <path> { ',' <path> } TO receiver [ WITH GRANT OPTION ] | ROLE
            <role> TO [ USER ] <user> )
        revoke: REVOKE ( privilege { ',' privilege } ON <path> { ',' <path> } FROM receiver | ROLE <role> FROM [ USER
            ] <user> )
        receiver: USER <user> | ROLE <role>
        privilege: ALL | READ | WRITE | READ_DATA | WRITE_DATA | READ_SCHEMA | WRITE_SCHEMA | MANAGE_DATABASE |
            MANAGE_USER | MANAGE_ROLE | USE_TRIGGER | USE_UDF | USE_CQ | USE_PIPE | USE_MODEL | EXTEND_TEMPLATE |
            MAINTAIN
        list: LIST ( USER [ OF ROLE <role> ] | ROLE [ OF USER <user> ] | PRIVILEGES OF ( USER <user> | ROLE <role> ) )
        upkeep: FLUSH [ <database> { ',' <database> } ] [ TRUE | FALSE ] [ ON ( LOCAL | CLUSTER ) ] | CLEAR [ SCHEMA |
            QUERY | ALL ] CACHE [ ON ( LOCAL | CLUSTER ) ] | KILL ( QUERY <query> | ALL QUERIES ) | START ( PIPE
            <pipe> | REPAIR DATA [ ON ( LOCAL | CLUSTER ) ] ) | STOP ( PIPE <pipe> | REPAIR DATA [ ON ( LOCAL |
            CLUSTER ) ] ) | LOAD ( CONFIGURATION [ ON ( LOCAL | CLUSTER ) ] | <string> [ WITH attributes ] ) | MIGRATE
            REGION <number> FROM <number> TO <number> | REMOVE DATANODE <number> | CALL INFERENCE '(' <model> ','
            <string> ')' | VERIFY CONNECTION [ DETAILS ] | UNLOAD <string> <string> | SETTLE <string>
        """
}
