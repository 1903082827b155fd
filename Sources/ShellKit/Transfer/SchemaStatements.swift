import IoTDBWire

/// The statements that make a schema again.
enum SchemaStatements {
    /// One series, as SHOW TIMESERIES tells it.
    struct Series: Sendable, Equatable {
        var device: String
        var measurement: String
        var alias: String?
        var type: String
        var encoding: String
        var compression: String
        var tags: [(key: String, value: String)] = []
        var attributes: [(key: String, value: String)] = []

        static func == (one: Series, other: Series) -> Bool {
            SchemaStatements.timeseries(one) == SchemaStatements.timeseries(other)
        }
    }

    /// CREATE TIMESERIES.
    static func timeseries(_ series: Series) -> String {
        let alias = series.alias.map { "(\(node($0)))" } ?? ""
        return "CREATE TIMESERIES \(series.device).\(series.measurement)\(alias) WITH DATATYPE=\(series.type),"
            + " ENCODING=\(series.encoding), COMPRESSOR=\(series.compression)\(properties(series));"
    }

    /// CREATE ALIGNED TIMESERIES for series of one device.
    static func aligned(_ device: String, _ series: [Series]) -> String {
        let list = series.map { one in
            let alias = one.alias.map { "(\(node($0)))" } ?? ""
            return "\(one.measurement)\(alias) \(one.type) ENCODING=\(one.encoding) COMPRESSOR=\(one.compression)"
                + properties(one)
        }
        return "CREATE ALIGNED TIMESERIES \(device)(\(list.joined(separator: ", ")));"
    }

    private static func properties(_ series: Series) -> String {
        list("TAGS", series.tags) + list("ATTRIBUTES", series.attributes)
    }

    private static func list(_ word: String, _ pairs: [(key: String, value: String)]) -> String {
        guard !pairs.isEmpty else { return "" }
        return " \(word)(" + pairs.map { "\(text($0.key))=\(text($0.value))" }.joined(separator: ", ") + ")"
    }

    /// CREATE DEVICE TEMPLATE; the measurements are written as `name TYPE ENCODING=… COMPRESSOR=…`.
    static func template(_ name: String, isAligned: Bool, _ measurements: [String]) -> String {
        "CREATE DEVICE TEMPLATE \(node(name))\(isAligned ? " ALIGNED" : "") (\(measurements.joined(separator: ", ")));"
    }

    /// A node of a path as SQL has it.
    static func node(_ name: String) -> String { TreePath.quoted(name) ?? name }

    /// A literal.
    static func text(_ value: String) -> String { "'" + doubled(value, "'") + "'" }

    /// A name of the table dialect; always in quotes, since it may be a key word.
    static func identifier(_ name: String) -> String { "\"" + doubled(name, "\"") + "\"" }

    private static func doubled(_ text: String, _ quote: Character) -> String {
        text.split(separator: quote, omittingEmptySubsequences: false).joined(separator: "\(quote)\(quote)")
    }

    /// Keys and texts of a flat JSON object, such as tags come as.
    static func pairs(ofJSON text: String?) -> [(key: String, value: String)] {
        guard let text else { return [] }
        var parser = JSONLinesParser()
        Array(text.utf8).withUnsafeBytes { parser.append($0) }
        parser.finish()
        guard parser.next(), let record = parser.batch.records.first, record.fault == nil else { return [] }
        return parser.keys.enumerated().map { index, key in
            (key, parser.batch.text(of: parser.batch.field(index, of: record)))
        }
    }
}
