/// The columns of a result and what names stand for them; made once for a result and shared by its rows.
package final class ColumnIndex: Sendable {
    /// Columns in the order of the result.
    package let columns: [ResultColumn]
    /// Unit of the timestamps in the cells.
    let precision: TimestampPrecision
    private let labels: [String: Int]
    /// Positions by the last node of a path, `nil` where several paths end in it.
    private let measurements: [String: Int?]
    /// A decoder that nobody uses: it knows the columns of the keys of the types that rows were decoded as.
    private let idle = Lock<RowDecoding?>(nil)

    package init(_ columns: [ResultColumn], precision: TimestampPrecision = .milliseconds) {
        self.columns = columns
        self.precision = precision
        labels = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var measurements: [String: Int?] = [:]
        for (position, column) in columns.enumerated() {
            guard let name = TreeName.measurement(ofPath: column.name) else { continue }
            // The same path twice is still one series.
            if let known = measurements[name], known.map({ columns[$0].name }) != column.name {
                measurements[name] = .some(nil)
            } else if measurements[name] == nil {
                measurements[name] = position
            }
        }
        self.measurements = measurements
    }

    /// Position of the column that a name stands for: its label, else its measurement, else either in snake case;
    /// `time` also stands for the tree model's `Time`.
    package func position(of name: String) -> Int? {
        if let position = exactPosition(of: name) { return position }
        if name == "time" { return labels["Time"] }
        let snake = Self.snakeCase(name)
        return snake == name ? nil : exactPosition(of: snake)
    }

    /// A decoder of the rows of this result, for the caller alone until it is given back.
    func takeDecoding(_ missingColumns: RowDecoder.MissingColumns) -> RowDecoding {
        let idle = idle.withLock { idle in
            defer { idle = nil }
            return idle
        }
        guard let idle else { return RowDecoding(missingColumns) }
        idle.prepare(missingColumns)
        return idle
    }

    /// Keeps a decoder for the next row; of tasks that decode at the same time that of the last.
    func giveBack(_ decoding: RowDecoding) { idle.withLock { $0 = decoding } }

    private func exactPosition(of name: String) -> Int? { labels[name] ?? measurements[name] ?? nil }

    /// The error for a name that stands for no column, or for several.
    package func notFound(_ name: String) -> IoTDBError {
        let paths = columns.map(\.name).filter { TreeName.measurement(ofPath: $0) == name }
        if paths.count > 1 {
            return IoTDBError(.columnNotFound, "\(name) may be each of the columns \(paths.joined(separator: ", "))")
        }
        let names = columns.map(\.name).joined(separator: ", ")
        return IoTDBError(.columnNotFound, "the result has no column \(name); it has \(names)")
    }

    /// `lineSpeed` as `line_speed`.
    private static func snakeCase(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            if ("A"..."Z").contains(scalar) {
                if !text.isEmpty { text += "_" }
                text.unicodeScalars.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
