/// Statements of both dialects for property tests.
package enum SampleStatements {
    /// One statement each.
    package static let all = [
        "SHOW DATABASES",
        "CREATE DATABASE root.yard",
        "SET TTL TO root.yard 3600000",
        "CREATE TIMESERIES root.yard.north.pump1.pressure WITH DATATYPE=DOUBLE, ENCODING=GORILLA, COMPRESSOR=LZ4",
        "CREATE ALIGNED TIMESERIES root.yard.north.gps(lat FLOAT, lon FLOAT)",
        "INSERT INTO root.yard.north.pump1(time, pressure) VALUES (1700000000000, 2.5), (1700000001000, -2.75)",
        "INSERT INTO root.yard.north.gps(time, lat, lon) ALIGNED VALUES (now(), 47.1, 8.5)",
        "INSERT INTO root.yard.`pump;2`(time, note) VALUES (100, 'open; it''s -- late /* not */')",
        "INSERT INTO root.yard.north.pump1(time, note) VALUES (2024-03-31T02:30:00.000+01:00, '温度 🌡️')",
        "SELECT pressure FROM root.yard.north.pump1 WHERE time >= 2024-01-01T00:00:00 AND pressure > 1.5",
        "SELECT pressure--1, pressure - -1 FROM root.yard.north.pump1",
        "SELECT pressure * 2 AS twice FROM root.yard.** WHERE note LIKE '%''%' LIMIT 3 OFFSET 1",
        "SELECT LAST pressure FROM root.yard.north.*",
        "SELECT AVG(pressure), MAX_VALUE(pressure) FROM root.yard.** GROUP BY ([0, 100000), 10ms) FILL(PREVIOUS)",
        "SELECT COUNT(*) FROM root.yard.** GROUP BY LEVEL = 2 ALIGN BY DEVICE",
        "SELECT pressure INTO root.copy.pump1(pressure) FROM root.yard.north.pump1",
        "SELECT TOP_K(pressure, 'k'='3') FROM root.yard.north.pump1",
        "COUNT TIMESERIES root.yard.**",
        "SHOW CHILD PATHS root.yard",
        "DELETE FROM root.yard.north.pump1.pressure WHERE time < 1700000000000",
        "CREATE USER guard 'night;shift'",
        "ALTER USER guard SET PASSWORD 'day''shift'",
        "GRANT READ_DATA ON root.yard.** TO USER guard",
        "LIST PRIVILEGES OF USER guard",
        "CREATE PIPE copy WITH SINK ('sink'='iotdb-thrift-sink', 'sink.password'='p;w')",
        "EXPLAIN ANALYZE SELECT * FROM root.yard.**",
        "DROP DATABASE root.yard",
        "CREATE DATABASE IF NOT EXISTS depot",
        "USE depot",
        "CREATE TABLE pumps (site STRING TAG, model STRING ATTRIBUTE, pressure DOUBLE FIELD) WITH (TTL='INF')",
        "CREATE TABLE \"Odd ; name\" (\"a\"\"b\" TEXT FIELD)",
        "INSERT INTO pumps(time, site, pressure) VALUES (1, 'n', 1e-3), (2, null, -0.5)",
        "INSERT INTO pumps(time, raw) VALUES (3, X'00ff3b')",
        "SELECT date_bin(1h, time) AS hour, avg(pressure) FROM pumps GROUP BY 1 ORDER BY 1 DESC",
        "SELECT * FROM (SELECT site, pressure FROM pumps) AS p JOIN pumps q ON p.site = q.site",
        "SELECT CASE WHEN pressure > 1 THEN 'high' ELSE 'low' END FROM pumps WHERE site IN ('n', 's')",
        "SELECT \"pressure\" FROM pumps WHERE note = 'back\\slash'",
        "UPDATE pumps SET model = 'x' WHERE site = 'n'",
        "ALTER TABLE pumps ADD COLUMN IF NOT EXISTS flow FLOAT FIELD",
        "SHOW TABLES DETAILS FROM depot",
        "DESCRIBE pumps DETAILS",
        "DELETE FROM pumps WHERE time < 5 AND site = 'n'",
    ]

    /// The statements with comments, blank lines, commands and line breaks between and inside them.
    package static let script: String = {
        var text = "\u{FEFF}-- everything\n\\timing on\n"
        for (index, statement) in all.enumerated() {
            switch index % 5 {
            case 0: text += statement + ";\n"
            case 1: text += statement.replacing(" ", with: "\n", maxReplacements: 2) + " /* a;\n'b */ ;\n\n"
            case 2: text += statement + ";   show time_zone;  "
            case 3: text += "-- note; '\r\n" + statement + "\r\n;\r\n"
            case _: text += statement + " ; set fetch_size=5 ;\n\\x\nset fetch_size=7\n"
            }
        }
        return text + "select 'last"
    }()
}
