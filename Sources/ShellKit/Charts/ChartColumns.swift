package import IoTDBWire

/// The columns of a result that a chart is made of.
struct ChartColumns: Sendable {
    /// The horizontal axis; nil when rows are counted.
    let time: ResultColumn?
    /// The column whose values make series of their own.
    let by: ResultColumn?
    /// Columns of numbers.
    let numbers: [ResultColumn]
    /// Columns of states.
    let states: [ResultColumn]

    /// Chooses columns as the options say.
    init(_ columns: [ResultColumn], _ options: ChartOptions) throws(ChartError) {
        let time =
            try options.horizontal.map { name throws(ChartError) in try Self.time(name, columns) }
            ?? columns.first { $0.blockIndex < 0 } ?? columns.first { $0.name.lowercased() == "time" && $0.holdsTimes }
            ?? columns.first { $0.holdsTimes }
        let by = try options.by.map { name throws(ChartError) in try Self.find(name, columns) }
        var chosen: [ResultColumn] = []
        for name in options.columns {
            let column = try Self.find(name, columns)
            guard column.isChartNumber || column.isChartState else {
                throw ChartError(
                    "column \(column.name) is \(column.type.name); numbers, texts and booleans can be drawn"
                )
            }
            chosen.append(column)
        }
        if options.columns.isEmpty { chosen = columns.filter { $0 != time && $0 != by } }
        self.time = time
        self.by = by
        numbers = chosen.filter(\.isChartNumber)
        states = chosen.filter(\.isChartState)
        guard !numbers.isEmpty || !states.isEmpty else {
            throw ChartError("the result has no column of numbers, texts or booleans to draw")
        }
    }

    private static func time(_ name: String, _ columns: [ResultColumn]) throws(ChartError) -> ResultColumn {
        let column = try find(name, columns)
        guard column.holdsTimes || column.type == .int64 || column.type == .int32 else {
            throw ChartError("x=\(name): column is \(column.type.name); the axis is a column of times or integers")
        }
        return column
    }

    /// The column of a name, or the only one whose last level has it, whatever the case.
    static func find(_ name: String, _ columns: [ResultColumn]) throws(ChartError) -> ResultColumn {
        let tests: [(ResultColumn) -> Bool] = [
            { $0.name == name }, { $0.name.lowercased() == name.lowercased() },
            { $0.name.lowercased().hasSuffix("." + name.lowercased()) },
        ]
        for test in tests {
            let found = columns.filter(test)
            if found.count == 1 { return found[0] }
            if found.count > 1, Set(found.map(\.name)).count > 1 {
                throw ChartError("column \(name) is ambiguous: \(found.map(\.name).joined(separator: ", "))")
            }
            if let first = found.first { return first }
        }
        let known = columns.prefix(20).map(\.name).joined(separator: ", ")
        if name.utf8.contains(UInt8(ascii: "=")) {
            let keys = ChartOptions.Key.allCases.map { "\($0.rawValue)=" }.joined(separator: ", ")
            throw ChartError("\(name): no such option, and no such column; there are \(keys), log, step, nogaps")
        }
        throw ChartError("no column \(name); there are \(known)\(columns.count > 20 ? ", …" : "")")
    }
}

extension ResultColumn {
    /// Whether the cells are drawn as a line.
    var isChartNumber: Bool { type.isNumber && !holdsTimes }
    /// Whether the cells are drawn as states.
    var isChartState: Bool { type == .boolean || type == .text || type == .string }
    /// How numbers of the column are written.
    var numberKind: ChartSeries.NumberKind { type == .float ? .float : type == .double ? .double : .integer }
}

extension DataType {
    /// Whether the server reckons with values of the type.
    package var isNumber: Bool {
        switch self {
        case .int32, .int64, .float, .double: true
        default: false
        }
    }
}
