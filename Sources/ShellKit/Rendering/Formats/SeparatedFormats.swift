import IoTDBWire

extension ResultFormat {
    /// Comma-separated values.
    ///
    /// Null is nothing and the empty text `""`, also in a result of one column, where null is an empty line, as
    /// PostgreSQL writes it. Numbers that are instants by their name only (`__endTime`) stay numbers.
    package static let csv = ResultFormat(
        ["csv"],
        "comma-separated values (RFC 4180), null empty (an empty line in one column), the empty text \"\"",
        fileExtensions: ["csv"],
        style: CellStyle(null: "", text: .csv)
    ) { columns, options, style in separated(columns, options, style, by: ",") }

    /// Tab-separated values as PostgreSQL's text format.
    package static let tsv = ResultFormat(
        ["tsv", "tab"],
        "tab-separated values, null \\N and \\t \\n \\\\ escaped, as PostgreSQL's text format",
        fileExtensions: ["tsv", "tab"],
        style: CellStyle(null: "\\N", text: .tsv)
    ) { columns, options, style in separated(columns, options, style, by: "\t") }

    /// Separated values as IoTDB's own import tool reads them, for files.
    static func backslashed(by separator: String) -> ResultFormat {
        ResultFormat(
            ["backslash"],
            "separated values for IoTDB's own tools",
            style: CellStyle(null: "", text: .backslash, storesTimeCells: true)
        ) { separated($0, $1, $2, by: separator) }
    }

    /// Tab-separated values whose texts stand in quotes as RFC 4180 has them, for files.
    static let quotedTSV = ResultFormat(
        ["quoted-tsv"],
        "tab-separated values, texts in quotes",
        style: CellStyle(null: "", text: .quoted)
    ) { separated($0, $1, $2, by: "\t") }

    private static func separated(
        _ columns: [ResultColumn],
        _ options: RenderOptions,
        _ style: CellStyle,
        by separator: String
    ) -> TemplateDocument {
        var document = TemplateDocument(row: RowTemplate(suffix: Array("\n".utf8)))
        var header = TextBuffer()
        for (index, column) in columns.enumerated() {
            if index > 0 { header.append(separator) }
            style.names(options).append(column.name, to: &header)
            document.row.add(index > 0 ? Array(separator.utf8) : [], column: index)
        }
        header.append("\n")
        if options.showsHeader && !columns.isEmpty { document.header = header.bytes }
        return document
    }
}
