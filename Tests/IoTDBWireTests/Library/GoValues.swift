import IoTDBTesting
import IoTDBWire

/// A recorded argument that this test does not know.
struct UnknownArgument: Error, CustomStringConvertible {
    let description: String

    init(_ what: String, _ json: JSON?) { description = "\(what): \(json.map { "\($0)" } ?? "absent")" }
}

extension JSON {
    /// The text of an argument.
    func text() throws -> String {
        guard let string else { throw UnknownArgument("text", self) }
        return string
    }

    /// The number of an argument.
    func number() throws -> Int64 {
        guard let integer else { throw UnknownArgument("number", self) }
        return integer
    }

    /// The elements of an argument; null is an empty list.
    func list() throws -> [JSON] {
        if isNull { return [] }
        guard let array else { throw UnknownArgument("list", self) }
        return array
    }

    /// The texts of an argument.
    func texts() throws -> [String] { try list().map { try $0.text() } }

    /// The type that an argument names.
    func dataType() throws -> DataType {
        let type = DataType(name: try text())
        guard type != .unknown else { throw IoTDBError(.invalidArgument, "no data type: \(self)") }
        return type
    }

    /// The value that an argument stands for in a column of a type.
    func value(_ type: DataType) throws -> Value {
        if isNull { return .null }
        let text = try self.text()
        guard let value = GoText.value(text, type) else {
            throw IoTDBError(.invalidArgument, "\(text) is no \(type.name)")
        }
        // The Go client makes the part of an OBJECT of bytes by itself.
        if case .object(let bytes) = value {
            return .object(ObjectSegment(isLast: true, offset: 0, content: bytes).encoded)
        }
        return value
    }

    /// The texts by name of an argument; null is none.
    func dictionary() throws -> [String: String] {
        if isNull { return [:] }
        guard let object else { throw UnknownArgument("map", self) }
        return try object.mapValues { try $0.text() }
    }

    /// The row of an argument list: types and texts.
    static func values(_ types: JSON, _ texts: JSON) throws -> [Value] {
        try zip(types.list(), texts.list()).map { try $1.value(try $0.dataType()) }
    }

    /// The tablet of an argument, its rows in the order given.
    func tablet(_ dialect: SQLDialect) throws -> Tablet {
        guard let columns = self["columns"]?.array, let target = self["target"] else {
            throw UnknownArgument("tablet", self)
        }
        let schema = try columns.map { column in
            let category = ColumnSchema.Category.allCases.first { $0.name == column["category"]?.string }
            guard let name = column["name"], let type = column["type"], let category else {
                throw UnknownArgument("column", column)
            }
            return ColumnSchema(try name.text(), try type.dataType(), category: category)
        }
        var tablet =
            dialect == .table
            ? try Tablet(table: try target.text(), columns: schema)
            : try Tablet(device: try target.text(), schema: schema.map { MeasurementSchema($0.name, $0.type) })
        for (row, time) in zip(try self["rows"]?.list() ?? [], try self["times"]?.list() ?? []) {
            try tablet.appendRow(
                timestamp: try time.number(),
                try zip(schema, row.list()).map { try $1.value($0.type) }
            )
        }
        return tablet
    }
}

/// Cells as the Go client writes them.
enum GoText {
    /// The value of a text in a column of a type; nil when it is none.
    static func value(_ text: String, _ type: DataType) -> Value? {
        switch type {
        case .boolean: Bool(text).map(Value.boolean)
        case .int32: Int32(text).map(Value.int32)
        case .int64: Int64(text).map(Value.int64)
        case .float: real(text, Float.init).map(Value.float)
        case .double: double(text).map(Value.double)
        case .text: .text(text)
        case .string: .string(text)
        case .timestamp: Int64(text).map(Value.timestamp)
        case .date: Int32(text.split(separator: "-").joined()).map(Value.date)
        case .blob: bytes(text).map(Value.blob)
        case .object: bytes(text).map(Value.object)
        case .vector, .unknown: nil
        }
    }

    /// Whether a cell of ours is what the Go client shows; TIMESTAMP as text, the time column of a tree result as a
    /// number.
    static func shows(_ cell: JSON, _ value: Value) -> Bool {
        guard let text = cell.string else { return cell.isNull && value.isNull }
        switch value {
        case .timestamp(let time): return Int64(text) == time || isInstant(text, time)
        case .float(let number): return Self.value(text, .float).map { same($0, .float(number)) } ?? false
        case .double(let number): return Self.value(text, .double).map { same($0, .double(number)) } ?? false
        default: return value.type.flatMap { Self.value(text, $0) } == value
        }
    }

    private static func same(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        // Go prints one NaN for all.
        case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
        case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
        default: false
        }
    }

    private static func real<Number>(_ text: String, _ read: (String) -> Number?) -> Number? {
        read(text.hasSuffix("Inf") ? text.replacingInf : text)
    }

    /// Go's NaN has its lowest bit set.
    private static func double(_ text: String) -> Double? {
        text == "NaN" ? Double(bitPattern: 0x7ff8_0000_0000_0001) : real(text, Double.init)
    }

    /// `x'00ff'` in arguments, `0x00ff` in results.
    private static func bytes(_ text: String) -> [UInt8]? {
        if text.hasPrefix("x'"), text.hasSuffix("'") { return [UInt8](hex: String(text.dropFirst(2).dropLast())) }
        return text.hasPrefix("0x") ? [UInt8](hex: String(text.dropFirst(2))) : nil
    }

    /// Whether `2023-11-15T06:13:20.000+08:00` is a time in milliseconds.
    ///
    /// Go cuts offsets to minutes, so that times before 1901, when zones had seconds, are off by less than one.
    private static func isInstant(_ text: String, _ time: Int64) -> Bool {
        guard let found = instant(text) else { return false }
        return found == time || (time < -2_177_452_800_000 && abs(found - time) < 60_000)
    }

    private static func instant(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let halves = (isNegative ? text.dropFirst() : text[...]).split(separator: "T")
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: "-").compactMap { Int64($0) }
        let isUTC = halves[1].hasSuffix("Z")
        guard let sign = isUTC ? halves[1].lastIndex(of: "Z") : halves[1].lastIndex(where: { "+-".contains($0) }) else {
            return nil
        }
        let clock = halves[1][..<sign].split { ":.".contains($0) }.compactMap { Int64($0) }
        let offset = isUTC ? [0, 0] : halves[1][sign...].dropFirst().split(separator: ":").compactMap { Int64($0) }
        guard date.count == 3, clock.count == 4, offset.count == 2 else { return nil }
        let year = isNegative ? -date[0] : date[0]
        let minutes = (offset[0] * 60 + offset[1]) * (halves[1][sign] == "-" ? -1 : 1)
        let seconds = days(year, date[1], date[2]) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2] - minutes * 60
        return seconds * 1000 + clock[3]
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension String {
    /// `+Inf` as Swift reads it.
    fileprivate var replacingInf: String { hasPrefix("-") ? "-inf" : "inf" }
}
