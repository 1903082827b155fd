package import IoTDBWire
import SQLText

/// What a time-series command is about: series of the tree, or columns of one table, as the server describes them.
package enum SeriesTarget: Sendable, Equatable {
    /// Series of the tree model.
    case tree([TreeSeries])
    /// Columns of a table.
    case table(TableSeries)
}

/// One series of the tree model.
package struct TreeSeries: Sendable, Equatable {
    /// Its full path as the server writes it.
    package let path: String
    /// Its type.
    package let type: DataType

    /// A series that the server has listed.
    package init(path: String, type: DataType) {
        self.path = path
        self.type = type
    }

    /// The path below `root`, for a list behind SELECT.
    var suffix: String { path.hasPrefix("root.") ? String(path.dropFirst(5)) : path }
}

/// A table with the columns that a command is about.
package struct TableSeries: Sendable, Equatable {
    /// The table as SQL names it, with its database when that was said.
    package let name: String
    /// The column of times.
    package let time: String
    /// Columns that tell series apart.
    package let tags: [String]
    /// Columns of measured values, and their types.
    package let fields: [Field]

    /// A column of values.
    package struct Field: Sendable, Equatable {
        /// Name as the server has it.
        package let name: String
        /// Type of its values.
        package let type: DataType

        /// A column that the server has listed.
        package init(name: String, type: DataType) {
            self.name = name
            self.type = type
        }
    }

    /// A table that the server has described.
    package init(name: String, time: String = "time", tags: [String], fields: [Field]) {
        self.name = name
        self.time = time
        self.tags = tags
        self.fields = fields
    }

    /// The same table, only one of its fields.
    ///
    /// - Throws: ``SeriesError`` that lists the fields.
    package func only(_ field: String) throws(SeriesError) -> TableSeries {
        let found = fields.filter { $0.name == field }
        let close = found.isEmpty ? fields.filter { $0.name.lowercased() == field.lowercased() } : found
        guard let one = close.first else {
            let known = fields.map(\.name).joined(separator: ", ")
            throw SeriesError("table \(name) has no column \(field) of values; there are \(known)")
        }
        return TableSeries(name: name, time: time, tags: tags, fields: [one])
    }

    /// The same table, its series told apart by one tag only.
    package func grouped(by tag: String) throws(SeriesError) -> TableSeries {
        guard let one = tags.first(where: { $0.lowercased() == tag.lowercased() }) else {
            let known = tags.isEmpty ? "it has none" : "there are \(tags.joined(separator: ", "))"
            throw SeriesError("table \(name) has no tag \(tag); \(known)")
        }
        return TableSeries(name: name, time: time, tags: [one], fields: fields)
    }
}
