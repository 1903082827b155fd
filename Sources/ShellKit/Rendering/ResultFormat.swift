/// A format of results, as a value: its names, what it is for, how it writes values, and how its renderer is made.
///
/// Adding one is a file in `Formats` and a line in ``ResultFormats/all``.
package struct ResultFormat: Sendable, Hashable {
    /// Who reads the output.
    package enum Audience: Sendable, Hashable {
        /// People: may be cut to a terminal, paged, expanded, and have short headings.
        case people
        /// Programs: every value in full under full names, whatever the output goes to.
        case machines
    }

    /// What it is called: the first name is the one that is shown.
    package let names: [String]
    /// One line for lists of help, without a full stop.
    package let summary: String
    /// File extensions that choose it, without the dot.
    package let fileExtensions: [String]
    /// Who reads it.
    package let audience: Audience
    /// How it writes values.
    package let style: CellStyle
    private let make: @Sendable (RenderOptions, CellStyle) -> any ResultRenderer

    /// A format whose renderer is made by a closure.
    init(
        _ names: [String],
        _ summary: String,
        fileExtensions: [String] = [],
        audience: Audience,
        style: CellStyle,
        make: @escaping @Sendable (RenderOptions, CellStyle) -> any ResultRenderer
    ) {
        self.names = names
        self.summary = summary
        self.fileExtensions = fileExtensions
        self.audience = audience
        self.style = style
        self.make = make
    }

    /// A format whose rows are cells with the same text around them, which machines read.
    init(
        _ names: [String],
        _ summary: String,
        fileExtensions: [String] = [],
        style: CellStyle,
        template: @escaping TemplateRenderer.Maker
    ) {
        self.init(names, summary, fileExtensions: fileExtensions, audience: .machines, style: style) { options, style in
            TemplateRenderer(options: options, style: style, make: template)
        }
    }

    /// The name that is shown.
    package var name: String { names.first ?? "" }

    /// Whether ``RenderOptions/nullText`` has a meaning: JSON and SQL have a word of their own for null.
    package var takesNullText: Bool { style.takesNullText }

    /// Formats are told apart by their names.
    package static func == (one: ResultFormat, other: ResultFormat) -> Bool { one.names == other.names }

    package func hash(into hasher: inout Hasher) { hasher.combine(names) }

    /// A renderer for one result after the other.
    package func renderer(_ options: RenderOptions) -> any ResultRenderer { make(options, style) }
}

/// The formats that there are.
package enum ResultFormats {
    /// All of them, in the order of help.
    package static let all: [ResultFormat] = [
        .table, .box, .vertical, .csv, .tsv, .json, .ndjson, .markdown, .html, .insert, .discard,
    ]

    /// The names that are shown, in the same order.
    package static var names: [String] { all.map(\.name) }

    /// The format with a name, in any case of letters.
    package static func find(_ name: String) -> ResultFormat? {
        let name = name.lowercased()
        return all.first { $0.names.contains(name) }
    }

    /// The format that a file's name asks for by its extension, also in front of `.gz`; nil when it asks for none.
    package static func forFileExtension(_ file: String) -> ResultFormat? {
        let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        var parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 2, parts.last?.lowercased() == "gz" { parts.removeLast() }
        guard parts.count > 1, let last = parts.last?.lowercased() else { return nil }
        return all.first { $0.fileExtensions.contains(last) }
    }
}
