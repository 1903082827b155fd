/// What `\h` tells of the tree dialect.
extension StatementTopic {
    /// Tree dialect.
    static let tree = read(.tree, treeData, treeSchema, treeShow, shared, treeUpkeep)

    private static let treeData = """
        SELECT: read values, or calculate with them
            SELECT avg(temperature) FROM root.factory.line1.* WHERE time > now() - 1d GROUP BY ([now() - 1d, now()), 1h)
        SELECT LAST: read the newest value of each series
            SELECT LAST * FROM root.factory.line1.**
        EXPLAIN: show how a query is carried out; with ANALYZE what it took
            EXPLAIN ANALYZE SELECT count(temperature) FROM root.factory.line1.machine1
        INSERT: write values; series that do not exist are created
            INSERT INTO root.factory.line1.machine1(time, temperature) VALUES (2024-05-06T08:00:00, 61.5)
        DELETE FROM: delete values of series
            DELETE FROM root.factory.line1.machine1.temperature WHERE time < 2024-01-01
        DELETE TIMESERIES: delete series with their values
            DELETE TIMESERIES root.factory.line1.machine1.temperature
        DELETE DATABASE: delete databases with all that is in them
            DELETE DATABASE root.scratch
        DELETE VIEW: delete a view
            DELETE VIEW root.views.temperature
        """

    private static let treeSchema = """
        CREATE TIMESERIES: create a series
            CREATE TIMESERIES root.factory.line1.machine1.speed WITH DATATYPE=DOUBLE, ENCODING=GORILLA TAGS(unit=rpm)
        CREATE ALIGNED TIMESERIES: create series of a device that share their times
            CREATE ALIGNED TIMESERIES root.factory.line1.gps(latitude DOUBLE, longitude DOUBLE ENCODING=GORILLA)
        CREATE DATABASE: create a database
            CREATE DATABASE root.scratch WITH TTL=86400000
        CREATE DEVICE TEMPLATE: name measurements that many devices have
            CREATE DEVICE TEMPLATE pump ALIGNED (pressure DOUBLE, is_open BOOLEAN)
        CREATE VIEW: give a series or a calculation another path
            CREATE VIEW root.views.temperature AS root.factory.line1.machine1.temperature
        CREATE TRIGGER: run a class of yours when values are written
            CREATE TRIGGER alarm AFTER INSERT ON root.factory.** AS 'org.example.Alarm'
        CREATE CONTINUOUS QUERY: run a query again and again and keep its results
            CREATE CONTINUOUS QUERY hourly BEGIN SELECT avg(s) INTO root.hourly(s) FROM root.scratch.d GROUP BY (1h) END
        DROP TIMESERIES: delete series with their values
            DROP TIMESERIES root.factory.line1.machine1.speed
        DROP DATABASE: delete databases with all that is in them
            DROP DATABASE root.scratch
        DROP DEVICE TEMPLATE: forget a template that no device uses
            DROP DEVICE TEMPLATE pump
        DROP VIEW: delete a view
            DROP VIEW root.views.temperature
        DROP TRIGGER: remove a trigger
            DROP TRIGGER alarm
        DROP CONTINUOUS QUERY: end a continuous query
            DROP CONTINUOUS QUERY hourly
        ALTER TIMESERIES: change alias, tags and attributes of a series
            ALTER TIMESERIES root.factory.line1.machine1.speed ADD TAGS unit=rpm
        ALTER DEVICE TEMPLATE: add measurements to a template
            ALTER DEVICE TEMPLATE pump ADD (temperature FLOAT)
        ALTER DATABASE: change the settings of a database
            ALTER DATABASE root.scratch WITH TTL=86400000
        ALTER VIEW: let a view show something else
            ALTER VIEW root.views.temperature AS SELECT temperature FROM root.factory.line1.machine2
        SET TTL: delete values of a path by themselves once they are so many milliseconds old
            SET TTL TO root.scratch.** 86400000
        SET DEVICE TEMPLATE: let a template hold below a path
            SET DEVICE TEMPLATE pump TO root.scratch
        SET SPACE QUOTA: limit devices, series and disk of a database
            SET SPACE QUOTA devices='100' ON root.scratch
        SET THROTTLE QUOTA: limit what a user may ask for
            SET THROTTLE QUOTA request='100000/hour' ON reader
        UNSET TTL: keep values of a path again
            UNSET TTL FROM root.scratch.**
        UNSET DEVICE TEMPLATE: let a template hold no more below a path
            UNSET DEVICE TEMPLATE pump FROM root.scratch
        DEACTIVATE DEVICE TEMPLATE: delete the series that devices have from a template
            DEACTIVATE DEVICE TEMPLATE pump FROM root.scratch.**
        """

    private static let treeShow = """
        SHOW DATABASES: list databases
            SHOW DATABASES DETAILS root.factory
        SHOW CHILD PATHS: list the next level below a path
            SHOW CHILD PATHS root.factory
        SHOW CHILD NODES: list the names of the next level below a path
            SHOW CHILD NODES root.factory
        SHOW TIMESERIES: list series with type, encoding, tags; with LATEST the newest written first
            SHOW TIMESERIES root.factory.** WHERE DATATYPE = DOUBLE LIMIT 20
        SHOW DEVICES: list devices
            SHOW DEVICES root.factory.** WITH DATABASE
        SHOW ALL TTL: list after what time values are deleted
            SHOW ALL TTL
        SHOW TTL: the same for some paths
            SHOW TTL ON root.factory.**
        SHOW REGIONS: list the parts that data and schema are split into, and their nodes
            SHOW DATA REGIONS OF DATABASE root.factory
        SHOW DATA REGIONID: tell which regions hold the data of a database
            SHOW DATA REGIONID ON root.factory
        SHOW TIMESLOTID: list the slots of time of a path
            SHOW TIMESLOTID root.factory
        SHOW DEVICE TEMPLATES: list device templates
            SHOW DEVICE TEMPLATES
        SHOW NODES: list the measurements of a template
            SHOW NODES IN DEVICE TEMPLATE pump
        SHOW PATHS: list where a template holds, or which devices use it
            SHOW PATHS USING DEVICE TEMPLATE pump
        SHOW TRIGGERS: list triggers
            SHOW TRIGGERS
        SHOW CONTINUOUS QUERIES: list continuous queries
            SHOW CONTINUOUS QUERIES
        SHOW VIEW: list views
            SHOW VIEW root.views.**
        SHOW SPACE QUOTA: list the limits of databases
            SHOW SPACE QUOTA
        SHOW THROTTLE QUOTA: list the limits of users
            SHOW THROTTLE QUOTA
        SHOW QUERIES: list the queries that run
            SHOW QUERIES ORDER BY elapsed_time DESC LIMIT 10
        SHOW MODELS: list models for inference
            SHOW MODELS
        SHOW PIPES: list pipes
            SHOW PIPES
        COUNT DATABASES: count databases
            COUNT DATABASES
        COUNT DEVICES: count devices
            COUNT DEVICES root.factory.**
        COUNT TIMESERIES: count series, also per level
            COUNT TIMESERIES root.** GROUP BY LEVEL=1
        COUNT NODES: count the nodes of a level
            COUNT NODES root.factory.** LEVEL=2
        COUNT TIMESLOTID: count the slots of time of a database
            COUNT TIMESLOTID WHERE DATABASE=root.factory
        """

    private static let treeUpkeep = """
        CREATE FUNCTION: add a function of yours
            CREATE FUNCTION median AS 'org.example.Median'
        CREATE MODEL: register a model for inference
            CREATE MODEL forecast USING URI 'file:///models/forecast'
        DROP MODEL: remove a model
            DROP MODEL forecast
        CALL INFERENCE: let a model foretell from the rows of a query
            CALL INFERENCE(forecast, 'SELECT temperature FROM root.factory.line1.machine1')
        GRANT: give privileges on paths, or a role
            GRANT READ, WRITE ON root.factory.** TO USER reader
        REVOKE: take privileges or a role away
            REVOKE WRITE ON root.factory.** FROM USER reader
        FLUSH: write what is in memory to disk
            FLUSH root.factory
        CLEAR CACHE: empty the caches of the nodes
            CLEAR CACHE ON CLUSTER
        VERIFY CONNECTION: let the nodes test their connections
            VERIFY CONNECTION DETAILS
        UNLOAD: take a data file out of the server
            UNLOAD '/data/sequence/1.tsfile' '/backup'
        SETTLE: merge the deletions of a data file into it
            SETTLE '/data/sequence/1.tsfile'
        """
}
