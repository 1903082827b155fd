import IoTDBWire
import SQLText

extension ResultFormat {
    /// Statements that write the rows again.
    ///
    /// Times are numbers in the server's unit, blobs `X'cafe'`. A tree result gives a statement for each device and
    /// row, without the measurements that are null there; NaN and the infinities are written as the server prints them,
    /// and what it cannot take it refuses.
    package static let insert = ResultFormat(
        ["insert", "sql"],
        "INSERT statements of the session's dialect",
        fileExtensions: ["sql"],
        audience: .machines,
        style: CellStyle(null: "NULL", takesNullText: false, text: .sql, quote: UInt8(ascii: "'"), storesTimes: true)
    ) { options, style in InsertRenderer(options: options, style: style) }
}

/// Writes a result as statements.
struct InsertRenderer: ResultRenderer {
    private let options: RenderOptions
    private let style: CellStyle
    private var plan = InsertPlan.empty
    private var template = RowTemplate(suffix: [])
    private var formatter: ValueFormatter
    private var rows = RowAssembler()
    private var isFirst = true

    init(options: RenderOptions, style: CellStyle) {
        self.options = options
        self.style = style
        formatter = ValueFormatter([], options, style: style)
    }

    mutating func begin(columns: [ResultColumn], to output: inout OutputBuffer) throws(OutputError) {
        plan = try InsertPlan(columns, options)
        formatter = ValueFormatter(columns, options, style: style)
        template = Self.template(plan)
    }

    mutating func page(_ page: Page, to output: inout OutputBuffer) throws(OutputError) {
        for group in RowGroup.groups(of: page) {
            formatter.format(group, into: &rows)
            var row = 0
            while row < rows.rowCount {
                let end = endOfComplete(from: row)
                if end > row { try rows.write(row..<end, as: template, isFirst: &isFirst, to: &output) }
                if end < rows.rowCount { writeIncomplete(end, to: &output.text) }
                try output.flushIfFull()
                row = end + 1
            }
        }
    }

    mutating func end(_ summary: ResultSummary, to output: inout OutputBuffer) throws(OutputError) {
        try output.flush()
    }

    /// The statements of a row whose every cell has a value.
    private static func template(_ plan: InsertPlan) -> RowTemplate {
        var template = RowTemplate(suffix: Array(");\n".utf8))
        for (index, statement) in plan.statements.enumerated() {
            let names = statement.columns.map(\.name).joined(separator: ",")
            var lead = (index > 0 ? ");\n" : "") + "INSERT INTO " + statement.target
            if let device = statement.targetColumn {
                template.add(Array(lead.utf8), column: device)
                lead = ""
            }
            lead += "(\(names)) VALUES ("
            for column in statement.columns {
                template.add(Array(lead.utf8), column: column.index)
                lead = ","
            }
        }
        return template
    }

    /// Where the run of rows ends that the template can write: at a null that is to be left out, or a device, which is
    /// no literal.
    private func endOfComplete(from first: Int) -> Int {
        if plan.hasTargetColumns { return first }
        guard rows.mayHaveNulls, plan.omitsNulls else { return rows.rowCount }
        return (first..<rows.rowCount).first { row in (0..<rows.columnCount).contains { rows.isNull(row, $0) } }
            ?? rows.rowCount
    }

    private func writeIncomplete(_ row: Int, to text: inout TextBuffer) {
        for statement in plan.statements {
            let present = statement.columns.filter { !rows.isNull(row, $0.index) }
            // The time alone says nothing of a device.
            guard present.contains(where: { $0.index != statement.timeColumn }) else { continue }
            text.append("INSERT INTO ")
            text.append(statement.target)
            if let column = statement.targetColumn { appendDevice(row, column, to: &text) }
            for (index, column) in present.enumerated() {
                text.append(index > 0 ? "," : "(")
                text.append(column.name)
            }
            for (index, column) in present.enumerated() {
                text.append(index > 0 ? "," : ") VALUES (")
                rows.append(row, column.index, to: &text)
            }
            text.append(");\n")
        }
    }

    /// Appends the path of a device, which the cell holds as a literal.
    private func appendDevice(_ row: Int, _ column: Int, to text: inout TextBuffer) {
        var literal = TextBuffer()
        rows.append(row, column, to: &literal)
        literal.withBytes { bytes in
            let inner = UnsafeRawBufferPointer(rebasing: bytes.dropFirst().dropLast())
            text.append(String(decoding: inner, as: UTF8.self).replacingDoubledQuotes)
        }
    }
}

extension String {
    /// The text of a literal whose quotes are doubled.
    fileprivate var replacingDoubledQuotes: String {
        var text = ""
        var isSecond = false
        for scalar in unicodeScalars {
            isSecond = scalar == "'" && !isSecond
            if scalar != "'" || isSecond { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}

/// Which statements a row of a result becomes.
struct InsertPlan: Sendable {
    /// A statement for one device, or the table.
    struct Statement: Sendable, Equatable {
        /// Device or table, as SQL has it; empty where a column names it.
        var target: String
        /// The column that names the device.
        var targetColumn: Int?
        /// The column of the time, which alone is no row.
        var timeColumn: Int?
        /// The columns that are written, with their names as SQL has them.
        var columns: [Named]
    }

    /// A column with its name in SQL.
    struct Named: Sendable, Equatable {
        var index: Int
        var name: String
    }

    /// No statement.
    static let empty = InsertPlan()

    /// The statements of a row, in order.
    private(set) var statements: [Statement] = []
    /// Whether a null is left out of the statement.
    private(set) var omitsNulls = true
    /// Whether a column names the device.
    var hasTargetColumns: Bool { statements.contains { $0.targetColumn != nil } }

    private init() {}

    /// Takes devices and names from the columns.
    ///
    /// - Throws: ``OutputError/unsuitable(reason:)`` where they cannot be known.
    init(_ columns: [ResultColumn], _ options: RenderOptions) throws(OutputError) {
        if let object = columns.first(where: { $0.type == .object }) {
            throw .unsuitable(
                reason:
                    "the insert format cannot write column \(object.name): a result holds only the size of an OBJECT"
            )
        }
        switch options.dialect {
        case .table: try addTable(columns, options.insertTarget)
        case .tree: try addDevices(columns, options.insertTarget)
        }
    }

    private mutating func addTable(_ columns: [ResultColumn], _ target: String?) throws(OutputError) {
        guard let target, !target.isEmpty else {
            throw .unsuitable(reason: "the insert format needs the name of a table: \\pset insert_target NAME")
        }
        omitsNulls = false
        var statement = Statement(target: target, columns: [])
        for (index, column) in columns.enumerated() where !columns[..<index].contains(where: { $0.name == column.name })
        {
            statement.columns.append(Named(index: index, name: SQLName.column(column.name)))
        }
        if !statement.columns.isEmpty { statements = [statement] }
    }

    private mutating func addDevices(_ columns: [ResultColumn], _ target: String?) throws(OutputError) {
        guard
            let time = columns.firstIndex(where: { $0.blockIndex < 0 || ($0.name == "Time" && $0.type == .timestamp) })
        else {
            throw .unsuitable(reason: "the insert format needs a column of times, which this result does not have")
        }
        let device =
            target == nil ? columns.firstIndex { $0.name == "Device" && ($0.type == .text || $0.type == .string) } : nil
        for (index, column) in columns.enumerated() where index != time && index != device {
            let (path, name) = try Self.place(of: column.name, target: target, hasDevice: device != nil)
            add(Named(index: index, name: name), to: path, time: time, device: device)
        }
    }

    /// Adds a measurement to the statement of its device, once.
    private mutating func add(_ column: Named, to target: String, time: Int, device: Int?) {
        let found = statements.firstIndex { $0.target == target && $0.targetColumn == device }
        let index = found ?? statements.count
        if found == nil {
            let named = Named(index: time, name: "time")
            statements.append(Statement(target: target, targetColumn: device, timeColumn: time, columns: [named]))
        }
        guard !statements[index].columns.contains(where: { $0.name == column.name }) else { return }
        statements[index].columns.append(column)
    }

    /// Device and measurement of a column.
    private static func place(
        of name: String,
        target: String?,
        hasDevice: Bool
    ) throws(OutputError) -> (device: String, measurement: String) {
        let parts = HeadingParts(name).parts
        if parts.count == 1, case .path(let nodes) = parts[0], let last = nodes.last,
            !nodes.contains(where: { $0.first == UInt8(ascii: "*") })
        {
            let device = String(decoding: Array(nodes.dropLast().joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
            return (target ?? device, String(decoding: last, as: UTF8.self))
        }
        if hasDevice { return ("", SQLName.node(name)) }
        guard let target else {
            throw .unsuitable(
                reason:
                    "the insert format cannot tell which series column \(name) is of; select paths, or \\pset insert_target DEVICE"
            )
        }
        return (target, SQLName.node(name))
    }
}

/// Names as SQL has them.
private enum SQLName {
    /// A node of a path: as it is where it needs no quotes or has them, else in back quotes.
    static func node(_ name: String) -> String {
        if name.utf8.first == UInt8(ascii: "`") { return name }
        return SQLQuoting.nameIfNeeded(name, grammar: .tree) ?? name
    }

    /// A column of a table, always in quotes, because it may be a key word.
    static func column(_ name: String) -> String { SQLQuoting.name(name, grammar: .table) ?? name }
}
