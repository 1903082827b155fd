/// What `\h` tells of the table dialect, and of both.
extension StatementTopic {
    /// Table dialect.
    static let table = read(.table, tableData, tableSchema, tableShow, shared, tableUpkeep)

    private static let tableData = """
        SELECT: read rows, or calculate with them
            SELECT date_bin(1h, time) AS hour, avg(temperature) FROM machines WHERE line = 'line1' GROUP BY 1 ORDER BY 1
        WITH: read from queries that stand before
            WITH hot AS (SELECT * FROM machines WHERE temperature > 80) SELECT count(*) FROM hot
        EXPLAIN: show how a query is carried out; with ANALYZE what it took
            EXPLAIN ANALYZE SELECT count(*) FROM machines
        INSERT: write rows, or those of a query
            INSERT INTO machines(time, line, temperature) VALUES (2024-05-06T08:00:00, 'line1', 61.5)
        UPDATE: change attributes of devices
            UPDATE machines SET model = 'B' WHERE line = 'line1'
        DELETE FROM: delete rows
            DELETE FROM machines WHERE time < 2024-01-01 AND line = 'line1'
        DELETE DEVICES: delete devices with their rows
            DELETE DEVICES FROM machines WHERE line = 'line1'
        """

    private static let tableSchema = """
        USE: make a database the current one
            USE factory
        CREATE DATABASE: create a database
            CREATE DATABASE IF NOT EXISTS scratch WITH (TTL=86400000)
        CREATE TABLE: create a table; TAG columns name the device, FIELD columns are measured
            CREATE TABLE pumps (line STRING TAG, model STRING ATTRIBUTE, pressure DOUBLE FIELD) WITH (TTL=86400000)
        ALTER DATABASE: change the settings of a database
            ALTER DATABASE scratch SET PROPERTIES TTL=86400000
        ALTER TABLE: add and drop columns, change settings
            ALTER TABLE pumps ADD COLUMN temperature FLOAT FIELD
        COMMENT: describe a table or a column
            COMMENT ON TABLE pumps IS 'pumps of the factory'
        DROP DATABASE: delete a database with all that is in it
            DROP DATABASE IF EXISTS scratch
        DROP TABLE: delete a table with its rows
            DROP TABLE IF EXISTS pumps
        DESCRIBE: list the columns of a table
            DESCRIBE machines DETAILS
        """

    private static let tableShow = """
        SHOW DATABASES: list databases
            SHOW DATABASES DETAILS
        SHOW TABLES: list tables
            SHOW TABLES DETAILS FROM factory
        SHOW DEVICES: list the devices of a table
            SHOW DEVICES FROM machines WHERE line = 'line1'
        COUNT DEVICES: count the devices of a table
            COUNT DEVICES FROM machines
        SHOW CREATE TABLE: show the statement that creates a table
            SHOW CREATE TABLE machines
        SHOW CURRENT_DATABASE: tell the current database
            SHOW CURRENT_DATABASE
        SHOW REGIONS: list the parts that data and schema are split into, and their nodes
            SHOW DATA REGIONS FROM factory
        SHOW QUERIES: list the queries that run
            SHOW QUERIES WHERE elapsed_time > 30
        SHOW MODELS: list models for inference
            SHOW MODELS
        SHOW INDEXES: list indexes
            SHOW INDEXES FROM machines
        SHOW PIPES: list pipes
            SHOW PIPES
        """

    private static let tableUpkeep = """
        CREATE FUNCTION: add a function of yours
            CREATE FUNCTION median AS 'org.example.Median'
        GRANT: give privileges on databases and tables, or a role
            GRANT SELECT, INSERT ON TABLE machines TO USER reader
        REVOKE: take privileges or a role away
            REVOKE INSERT ON TABLE machines FROM USER reader
        FLUSH: write what is in memory to disk
            FLUSH factory
        CLEAR CACHE: empty the caches of the nodes
            CLEAR CACHE ON CLUSTER
        """

    /// What is the same in both dialects.
    static let shared = """
        CREATE PIPE: send data on to another server as it comes
            CREATE PIPE mirror WITH SINK ('sink'='iotdb-thrift-sink', 'sink.node-urls'='10.0.0.2:6667')
        CREATE PIPEPLUGIN: add a plugin for pipes
            CREATE PIPEPLUGIN masking AS 'org.example.Masking' USING URI 'file:///plugins/masking.jar'
        CREATE TOPIC: offer data to subscribers
            CREATE TOPIC news WITH ('start-time'='now')
        CREATE USER: create a user
            CREATE USER reader 'a long password'
        CREATE ROLE: create a role
            CREATE ROLE readers
        ALTER USER: give a user another password
            ALTER USER reader SET PASSWORD 'another password'
        ALTER PIPE: change the parts of a pipe
            ALTER PIPE mirror MODIFY SINK ('sink.node-urls'='10.0.0.3:6667')
        DROP USER: delete a user
            DROP USER reader
        DROP ROLE: delete a role
            DROP ROLE readers
        DROP FUNCTION: remove a function of yours
            DROP FUNCTION median
        DROP PIPE: end a pipe
            DROP PIPE mirror
        DROP PIPEPLUGIN: remove a plugin for pipes
            DROP PIPEPLUGIN masking
        DROP TOPIC: offer data no more
            DROP TOPIC news
        SET SYSTEM: let the servers take writes or not
            SET SYSTEM TO RUNNING
        SET CONFIGURATION: change settings of the servers
            SET CONFIGURATION 'enable_seq_space_compaction'='true'
        SHOW CLUSTER: list the nodes
            SHOW CLUSTER DETAILS
        SHOW CLUSTERID: tell the name of the cluster
            SHOW CLUSTERID
        SHOW VARIABLES: list settings of the cluster
            SHOW VARIABLES
        SHOW VERSION: tell the version of the server
            SHOW VERSION
        SHOW CURRENT_USER: tell as whom you are connected
            SHOW CURRENT_USER
        SHOW CURRENT_TIMESTAMP: tell the server's time
            SHOW CURRENT_TIMESTAMP
        SHOW CURRENT_SQL_DIALECT: tell the dialect of the session
            SHOW CURRENT_SQL_DIALECT
        SHOW DATANODES: list the nodes that hold data
            SHOW DATANODES
        SHOW CONFIGNODES: list the nodes that lead the cluster
            SHOW CONFIGNODES
        SHOW AINODES: list the nodes that run models
            SHOW AINODES
        SHOW QUERY PROCESSLIST: the same as SHOW QUERIES
            SHOW QUERY PROCESSLIST
        SHOW FUNCTIONS: list functions
            SHOW FUNCTIONS
        SHOW PIPE: tell about one pipe
            SHOW PIPE mirror
        SHOW PIPEPLUGINS: list plugins of pipes
            SHOW PIPEPLUGINS
        SHOW TOPICS: list topics
            SHOW TOPICS
        SHOW TOPIC: tell about one topic
            SHOW TOPIC news
        SHOW SUBSCRIPTIONS: list who reads which topic
            SHOW SUBSCRIPTIONS ON news
        LIST USER: list users, or those of a role
            LIST USER OF ROLE readers
        LIST ROLE: list roles, or those of a user
            LIST ROLE OF USER reader
        LIST PRIVILEGES: list what a user or a role may do
            LIST PRIVILEGES OF USER reader
        KILL: end queries that run
            KILL QUERY '20240506_080000_00001_1'
        START PIPE: let a pipe send
            START PIPE mirror
        START REPAIR DATA: look for damaged data files and mend them
            START REPAIR DATA
        STOP PIPE: let a pipe rest
            STOP PIPE mirror
        STOP REPAIR DATA: end the repair of data files
            STOP REPAIR DATA
        LOAD: take data files in, or read the configuration again
            LOAD '/data/1.tsfile'
        MIGRATE REGION: move a region from a node to another
            MIGRATE REGION 1 FROM 1 TO 2
        REMOVE DATANODE: take a data node out of the cluster
            REMOVE DATANODE 3
        """
}
