import IoTDBWire
import Testing

@Suite struct TabletNameTests {
    @Test(arguments: [
        ("s1", "s1"), ("_a", "_a"), ("温度", "温度"), ("1a", "1a"), ("select", "select"), ("a-b", "`a-b`"), ("é", "`é`"),
        ("😀", "`😀`"),
        ("a.b", "`a.b`"), ("a`b", "`a``b`"), ("two words", "`two words`"), ("1", "`1`"), ("011e3", "`011e3`"),
        ("1.0", "`1.0`"),
        ("ROOT", "`ROOT`"), ("`a-b`", "`a-b`"), ("`", "````"), ("`a`b`", "```a``b```"),
    ])
    func aMeasurementGetsBackQuotesWhereItNeedsThem(name: String, quoted: String) throws {
        #expect(try TreeName.quoted(measurement: name) == quoted)
    }

    @Test(arguments: ["", "time", "TIME", "timestamp", "`time`", "`TimeStamp`", "a\0b"])
    func namesThatServersRefuseEvenQuotedAreRefused(name: String) {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try TreeName.quoted(measurement: name) }
    }

    @Test(arguments: [
        ("root.db.d1", "root.db.d1"), ("root.a-b.d1", "root.`a-b`.d1"), ("root.`a.b`.d1", "root.`a.b`.d1"),
        ("root.db.1", "root.db.`1`"),
        ("root.`a``.b`.d", "root.`a``.b`.d"),
    ])
    func nodesOfADevicePathGetBackQuotes(path: String, quoted: String) throws {
        #expect(try TreeName.quoted(device: path) == quoted)
    }

    @Test(arguments: [
        "", "root", "db.d1", "root.", "root..d", "root.*", "root.db.**", "root.d*", "root.db.time", "Root.db.d",
    ])
    func otherDevicePathsAreRefused(path: String) {
        #expect(throws: IoTDBError(.invalidArgument, "")) { try TreeName.quoted(device: path) }
    }

    @Test(arguments: ["two words", "a-b", "t2.x", "", "1t", "123", "\"t\"", "`t`", "é", "a;b", "a\0"])
    func tableNamesThatNeedQuotesAreRefused(name: String) {
        #expect(throws: IoTDBError(.invalidArgument, "")) {
            try Tablet(table: name, columns: [ColumnSchema("a", .int32)])
        }
        #expect(throws: IoTDBError(.invalidArgument, "")) {
            try Tablet(table: "t", columns: [ColumnSchema(name, .int32)])
        }
    }

    @Test func aTableTabletKeepsNamesAndCategories() throws {
        let columns = [
            ColumnSchema("Region", .string, category: .tag), ColumnSchema("model", .string, category: .attribute),
            ColumnSchema("v", .double),
        ]
        let tablet = try Tablet(table: "Sensors_1", columns: columns)
        #expect(tablet.target == "Sensors_1")
        #expect(tablet.dialect == .table)
        #expect(tablet.columns == columns)
        #expect(tablet.columns.map(\.category.rawValue) == [0, 2, 1])
    }

    @Test func wrongColumnsAreRefused() {
        let wrong: [[ColumnSchema]] = [
            [], [ColumnSchema("a", .int32), ColumnSchema("A", .int64)], [ColumnSchema("Time", .int64)],
            [ColumnSchema("id", .int32, category: .tag)], [ColumnSchema("a", .vector)], [ColumnSchema("a", .unknown)],
        ]
        for columns in wrong {
            #expect(throws: IoTDBError(.invalidArgument, "")) { try Tablet(table: "t", columns: columns) }
        }
    }

    @Test func theTreeTellsUpperFromLowerCase() throws {
        let schema = [MeasurementSchema("a", .int32), MeasurementSchema("A", .int32)]
        #expect(try Tablet(device: "root.d", schema: schema).columns.count == 2)
        #expect(throws: IoTDBError(.invalidArgument, "")) { try Tablet(device: "root.d", schema: schema + schema) }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try Tablet(device: "root.d", schema: []) }
    }
}
