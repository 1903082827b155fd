import IoTDBWire

extension ResultFormat {
    /// One array of objects.
    package static let json = ResultFormat(
        ["json"],
        "one JSON array with an object a row",
        fileExtensions: ["json"],
        style: .json
    ) { columns, options, style in
        var document = TemplateDocument(row: objects(columns, style, suffix: "}", separator: ",\n"))
        document.header = Array("[\n".utf8)
        document.footer = Array((columns.isEmpty ? "]\n" : "\n]\n").utf8)
        return document
    }

    /// One object a line.
    package static let ndjson = ResultFormat(
        ["ndjson", "jsonl"],
        "one JSON object a line",
        fileExtensions: ["ndjson", "jsonl"],
        style: .json
    ) { columns, _, style in TemplateDocument(row: objects(columns, style, suffix: "}\n", separator: "")) }

    private static func objects(
        _ columns: [ResultColumn],
        _ style: CellStyle,
        suffix: String,
        separator: String
    ) -> RowTemplate {
        var row = RowTemplate(suffix: Array(suffix.utf8), separator: Array(separator.utf8))
        for (index, name) in uniqueNames(columns.map(\.name)).enumerated() {
            var lead = TextBuffer()
            lead.append(index > 0 ? "," : "{")
            style.text.append(name, to: &lead)
            lead.append(":")
            row.add(lead.bytes, column: index)
        }
        return row
    }

    /// Names of which none stands twice, because readers keep one value for a name: `s`, `s_2`, `s_3`.
    private static func uniqueNames(_ names: [String]) -> [String] {
        var taken = Set(names)
        var seen: Set<String> = []
        return names.map { name in
            if seen.insert(name).inserted { return name }
            var number = 2
            while taken.contains("\(name)_\(number)") { number += 1 }
            taken.insert("\(name)_\(number)")
            return "\(name)_\(number)"
        }
    }
}

extension CellStyle {
    /// Of JSON: times, dates and blobs (as `"0xcafe"`) are strings.
    static let json = CellStyle(
        null: "null",
        takesNullText: false,
        text: .json,
        quote: UInt8(ascii: "\""),
        nonFinite: .json,
        mayQuoteIntegers: true
    )
}
