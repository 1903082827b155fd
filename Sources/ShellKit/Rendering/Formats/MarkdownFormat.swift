import IoTDBWire

extension ResultFormat {
    /// A table of GitHub's Markdown.
    ///
    /// Null is `*null*`, which no text looks like because its asterisks are escaped.
    package static let markdown = ResultFormat(
        ["markdown", "md"],
        "a Markdown table",
        fileExtensions: ["md", "markdown"],
        style: CellStyle(null: "*null*", nullFrame: ("*", "*"), text: .markdown, showsNamedTimes: true)
    ) { columns, options, style in
        var document = TemplateDocument(row: RowTemplate(suffix: Array(" |\n".utf8)))
        var header = TextBuffer()
        var rule = TextBuffer()
        for (index, column) in columns.enumerated() {
            header.append("| ")
            style.text.append(column.name, to: &header)
            header.append(" ")
            rule.append(column.alignsRight(options.timeMode) ? "| ---: " : "| --- ")
            document.row.add(Array((index > 0 ? " | " : "| ").utf8), column: index)
        }
        header.append("|\n")
        rule.append("|\n")
        if options.showsHeader && !columns.isEmpty { document.header = header.bytes + rule.bytes }
        return document
    }
}
