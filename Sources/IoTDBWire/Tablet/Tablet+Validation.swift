extension Tablet {
    /// Throws unless there is a column and every name is there once.
    static func checkColumns(_ columns: [ColumnSchema], dialect: SQLDialect) throws(IoTDBError) {
        guard !columns.isEmpty else { throw IoTDBError(.invalidArgument, "a tablet needs at least one column") }
        var names: Set<String> = []
        for column in columns {
            // The table model lower-cases names; the tree model tells `A` from `a`.
            let name = dialect == .table ? column.name.lowercased() : column.name
            guard names.insert(name).inserted else {
                throw IoTDBError(.invalidArgument, "two columns of the tablet are called \(name)")
            }
            guard column.type != .vector, column.type != .unknown else {
                throw IoTDBError(.invalidArgument, "column \(name): \(column.type.name) is internal to the server")
            }
        }
    }

    /// Throws unless every column has as many cells as there are times.
    package func checkRectangular() throws(IoTDBError) {
        for column in storage where column.count != timestamps.count {
            throw IoTDBError(
                .invalidArgument,
                "column \(column.schema.name) has \(column.count) cells for \(timestamps.count) times"
            )
        }
    }
}

/// Names of the table model.
package enum TableName {
    /// Throws when a name would need quotes in SQL.
    package static func check(_ name: String, kind: String) throws(IoTDBError) {
        let scalars = name.unicodeScalars
        guard let first = scalars.first, !("0"..."9").contains(first), scalars.allSatisfy(\.isPlainInName) else {
            throw IoTDBError(
                .invalidArgument,
                "\(kind) name '\(name)' would need quotes, which a tablet cannot express"
            )
        }
    }

    /// Throws when a column cannot be written by a tablet.
    package static func check(column: ColumnSchema) throws(IoTDBError) {
        try check(column.name, kind: "column")
        guard column.name.lowercased() != "time" else {
            throw IoTDBError(.invalidArgument, "the column 'time' is the tablet's own; leave it out")
        }
        guard column.category == .field || column.type == .string || column.type == .text else {
            throw IoTDBError(.invalidArgument, "column \(column.name): \(column.category.name) columns are STRING")
        }
    }
}
