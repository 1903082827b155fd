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

    /// The name that an identifier of the table dialect stands for, which may be in quotes.
    static func name(of identifier: String) -> String {
        guard identifier.count >= 2, identifier.hasPrefix("\""), identifier.hasSuffix("\"") else { return identifier }
        return String(identifier.dropFirst().dropLast()).splitting(at: "\"\"").joined(separator: "\"")
    }

    private static func doubled(_ text: String, _ quote: Character) -> String {
        text.split(separator: quote, omittingEmptySubsequences: false).joined(separator: "\(quote)\(quote)")
    }

    /// Keys and texts of tags or attributes.
    ///
    /// They come like a JSON object of which nothing is escaped: `{"k":"a "quoted" text","l":"\"}`. A text with `","`
    /// or `":"` inside cannot be told from two.
    static func pairs(ofObject text: String?) -> [(key: String, value: String)] {
        guard let text, text.hasPrefix("{\""), text.hasSuffix("\"}"), text.utf8.count >= 6 else { return [] }
        let members = String(text.dropFirst(2).dropLast(2)).splitting(at: "\",\"")
        return members.compactMap { member in
            let parts = member.splitting(at: "\":\"")
            guard let key = parts.first, parts.count > 1 else { return nil }
            return (key, parts.dropFirst().joined(separator: "\":\""))
        }
    }
}

extension String {
    /// The pieces between a separator of several characters.
    fileprivate func splitting(at separator: String) -> [String] {
        let (bytes, mark) = (Array(utf8), Array(separator.utf8))
        var pieces: [String] = []
        var (start, index) = (0, 0)
        while index + mark.count <= bytes.count {
            if bytes[index..<(index + mark.count)].elementsEqual(mark) {
                pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
    }
}
