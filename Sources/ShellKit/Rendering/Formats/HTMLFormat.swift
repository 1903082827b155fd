import IoTDBWire

extension ResultFormat {
    /// A table of HTML.
    package static let html = ResultFormat(
        ["html"],
        "an HTML table",
        fileExtensions: ["html", "htm"],
        style: CellStyle(null: "<i>null</i>", nullFrame: ("<i>", "</i>"), text: .html, showsNamedTimes: true)
    ) { columns, options, style in
        var document = TemplateDocument(row: RowTemplate(suffix: Array("</td></tr>\n".utf8)))
        var header = TextBuffer()
        header.append("<table>\n")
        if options.showsHeader {
            header.append("<thead>\n<tr>")
            for column in columns {
                header.append("<th>")
                style.text.append(column.name, to: &header)
                header.append("</th>")
            }
            header.append("</tr>\n</thead>\n")
        }
        header.append("<tbody>\n")
        for (index, column) in columns.enumerated() {
            let cell = column.alignsRight(options.timeMode) ? "<td align=\"right\">" : "<td>"
            document.row.add(Array(((index > 0 ? "</td>" : "<tr>") + cell).utf8), column: index)
        }
        document.header = header.bytes
        document.footer = Array("</tbody>\n</table>\n".utf8)
        return document
    }
}
