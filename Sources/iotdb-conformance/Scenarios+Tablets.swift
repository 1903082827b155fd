import IoTDBWire

extension Scenario {
    /// Tablets of devices.
    static let tablets =
        [false, true].flatMap { aligned in
            let kind = aligned ? "Aligned" : ""
            return [
                Scenario("tree insert\(kind)Tablet, ten types, nulls") { try await writeTablet($0, aligned: aligned) },
                Scenario("tree insert\(kind)Tablets") { try await writeTablets($0, aligned: aligned) },
                Scenario("tree insert\(kind)Tablet, unsorted, duplicate times") {
                    try await writeUnsorted($0, aligned: aligned)
                },
            ]
        } + [
            Scenario("tree insertTablet, 1 to 17 rows with a null in each place", writeBitmaps),
            Scenario("tree insertTablet, 20 000 rows by column, reset and sent again", writeMany),
            Scenario("tree insertTablet, names in back quotes", writeNames),
            Scenario("tree insertTablet of another type is an error", writeOtherType),
        ]

    private static var allTypes: [MeasurementSchema] {
        SampleValues.types.map { MeasurementSchema(SampleValues.name($0), $0) }
    }

    private static func writeTablet(_ workspace: Workspace, aligned: Bool) async throws {
        let device = workspace.device(aligned ? "tablet_aligned" : "tablet")
        let rows = SampleValues.rows + SampleValues.rowsWithNulls
        var tablet = try Tablet(device: device, schema: allTypes)
        for (index, row) in rows.enumerated() {
            try tablet.appendRow(timestamp: workspace.time(Int64(index)), row)
        }
        try await workspace.tree.insert(tablet, aligned: aligned)
        try await expectSamples(workspace, device, rows)
        let devices = try await workspace.tree.query("SHOW DEVICES \(raw: device)", as: DeviceRow.self)
        try expect(devices.first?.isAligned, aligned ? "true" : "false", "IsAligned of SHOW DEVICES")
    }

    private static func writeTablets(_ workspace: Workspace, aligned: Bool) async throws {
        let prefix = workspace.device(aligned ? "tablets_aligned" : "tablets")
        var tablets: [Tablet] = []
        for number in 0..<3 {
            var tablet = try Tablet(device: "\(prefix).d\(number)", schema: [MeasurementSchema("n", .int32)])
            for row in 0...number { try tablet.appendRow(timestamp: Int64(row), [.int32(Int32(number * 10 + row))]) }
            tablets.append(tablet)
        }
        try await workspace.tree.insertTablets(tablets, aligned: aligned)
        for number in 0..<3 {
            let expected = (0...number).map { (row: Int) -> [Value] in
                [.timestamp(Int64(row)), .int32(Int32(number * 10 + row))]
            }
            try await expect(
                try await workspace.tree.query("SELECT n FROM \(raw: prefix).d\(raw: number)"),
                rows: expected
            )
        }
    }

    private static func writeUnsorted(_ workspace: Workspace, aligned: Bool) async throws {
        let device = workspace.device(aligned ? "unsorted_aligned" : "unsorted")
        var tablet = try Tablet(
            device: device,
            schema: [MeasurementSchema("a", .int64), MeasurementSchema("t", .text)]
        )
        try tablet.appendRow(timestamp: 3, [3, "three"])
        try tablet.appendRow(timestamp: 1, [1, .null])
        try tablet.appendRow(timestamp: 2, [.null, "two"])
        try tablet.appendRow(timestamp: 3, [33, .null])
        try tablet.appendRow(timestamp: 1, [11, "one"])
        try await workspace.tree.insert(tablet, aligned: aligned)
        try await expect(
            try await workspace.tree.query("SELECT a, t FROM \(raw: device)"),
            rows: [
                [.timestamp(1), 11, .text("one")], [.timestamp(2), .null, .text("two")],
                [.timestamp(3), 33, .text("three")],
            ]
        )
    }

    private static func writeBitmaps(_ workspace: Workspace) async throws {
        for count in [1, 7, 8, 9, 16, 17] {
            let device = workspace.device("bitmap_\(count)")
            var tablet = try Tablet(
                device: device,
                schema: [MeasurementSchema("full", .int32), MeasurementSchema("holes", .string)]
            )
            var rows: [[Value]] = []
            for row in 0..<count {
                let cell: Value = row % 2 == 0 || row == count - 1 ? .null : .string("r\(row)")
                try tablet.appendRow(timestamp: Int64(row), [.int32(Int32(row)), cell])
                rows.append([.timestamp(Int64(row)), .int32(Int32(row)), cell])
            }
            try await workspace.tree.insert(tablet)
            try await expect(
                try await workspace.tree.query("SELECT full, holes FROM \(raw: device)"),
                rows: rows
            )
        }
    }

    private static func writeMany(_ workspace: Workspace) async throws {
        let (device, half) = (workspace.device("many"), 10_000)
        var tablet = try Tablet(
            device: device,
            schema: [MeasurementSchema("n", .int64), MeasurementSchema("x", .double), MeasurementSchema("t", .text)],
            capacity: half
        )
        for start in [0, half] {
            tablet.reset()
            let numbers = (start..<start + half).map { Int64($0) }
            tablet.append(timestamps: numbers)
            try tablet.append(contentsOf: numbers.map { $0 * 3 }, to: 0)
            try tablet.append(contentsOf: numbers.map { Double($0) / 8 }, to: 1)
            try tablet.append(contentsOf: numbers.map { "row \($0)" }, to: 2)
            try await workspace.tree.insert(tablet)
        }
        let expected = (0..<2 * half).map { (row: Int) -> [Value] in
            [.timestamp(Int64(row)), .int64(Int64(row) * 3), .double(Double(row) / 8), .text("row \(row)")]
        }
        try await expect(try await workspace.tree.query("SELECT n, x, t FROM \(raw: device)"), rows: expected)
    }

    private static func writeNames(_ workspace: Workspace) async throws {
        let device = workspace.device("设备 1")
        var tablet = try Tablet(
            device: device,
            schema: [MeasurementSchema("温度", .double), MeasurementSchema("a-b", .int32)]
        )
        try tablet.appendRow(timestamp: 1, [21.5, .int32(1)])
        try await workspace.tree.insert(tablet)
        try await expect(
            try await workspace.tree.query("SELECT 温度, `a-b` FROM \(raw: workspace.device("`设备 1`"))"),
            rows: [[.timestamp(1), 21.5, .int32(1)]]
        )
    }

    private static func writeOtherType(_ workspace: Workspace) async throws {
        let device = workspace.device("typed")
        var tablet = try Tablet(device: device, schema: [MeasurementSchema("a", .int32)])
        try tablet.appendRow(timestamp: 1, [.int32(1)])
        try await workspace.tree.insert(tablet)
        var other = try Tablet(device: device, schema: [MeasurementSchema("a", .text), MeasurementSchema("b", .text)])
        try other.appendRow(timestamp: 2, ["no number", "b"])
        try await expectError(.serverError, status: 507, "a TEXT for an INT32") {
            try await workspace.tree.insert(other)
        }
        try await expect(
            try await workspace.tree.query("SELECT a, b FROM \(raw: device)"),
            rows: [[.timestamp(1), .int32(1), .null], [.timestamp(2), .null, .text("b")]]
        )
    }
}

/// What is read of SHOW DEVICES.
private struct DeviceRow: Decodable, Sendable {
    let path: String
    let isAligned: String

    private enum CodingKeys: String, CodingKey {
        case path = "Device"
        case isAligned = "IsAligned"
    }
}
