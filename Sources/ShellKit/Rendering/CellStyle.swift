import IoTDBWire

/// How a format writes values: the one place that decides about null, text, numbers that are none, times and blobs.
package struct CellStyle: Sendable {
    /// What is done to text, and to all else that is not a plain number.
    package enum TextForm: Sendable {
        /// Control characters made visible and columns measured, for a terminal.
        case display
        /// Quoted where RFC 4180 asks for it, or where it would read as null; else every byte as it is.
        case csv
        /// The same with a `'` before what a spreadsheet would take for a formula.
        case spreadsheet
        /// In quotes as RFC 4180 has them, whatever the text.
        case quoted
        /// As PostgreSQL's text format: `\t`, `\n`, `\\` and so on; else every byte as it is.
        case tsv
        /// As IoTDB's own tools: always in quotes, and a backslash before what would end the field.
        case backslash
        /// The same without quotes, for the columns that name devices.
        case bareBackslash
        /// A JSON string; bytes that are no UTF-8 become U+FFFD.
        case json
        /// Character references, and control characters made visible.
        case html
        /// As for a terminal, and what Markdown would act on behind a backslash.
        case markdown
        /// A literal in single quotes.
        case sql
    }

    /// How NaN and the infinities are written.
    package enum NonFinite: Sendable {
        /// `NaN`, `Infinity`, `-Infinity`.
        case text
        /// As ``RenderOptions/jsonSpecial`` says.
        case json
    }

    /// Text of null, already in the form of the format.
    var null: String
    /// Whether ``RenderOptions/nullText`` takes the place of the format's own null.
    var takesNullText = true
    /// What is put around a null text of the user.
    var nullFrame: (before: String, after: String) = ("", "")
    /// How text is written.
    var text: TextForm
    /// What stands around times, dates, blobs and object sizes; nil for nothing.
    var quote: UInt8?
    /// How numbers are written that are none.
    var nonFinite = NonFinite.text
    /// Whether integers that a double cannot hold may become strings, as ``RenderOptions/jsonBigint`` says.
    var mayQuoteIntegers = false
    /// Whether numbers that are instants by their name only are shown as times.
    var showsNamedTimes = false
    /// Whether times are always the number that the server stores.
    var storesTimes = false

    /// Whether times are that number in all columns but the one of the rows' own times.
    var storesTimeCells = false

    /// For tables on a terminal.
    static let display = CellStyle(null: "null", text: .display, showsNamedTimes: true)

    /// How names of columns are written.
    func names(_ options: RenderOptions) -> TextForm {
        switch text {
        case .backslash: .bareBackslash
        case .csv where options.csvSafe: .spreadsheet
        default: text
        }
    }

    /// How the texts of a column are written.
    func text(of column: ResultColumn, _ options: RenderOptions) -> TextForm {
        if case .csv = text, options.csvSafe { return .spreadsheet }
        // IoTDB's import tool takes a device in quotes for a name with quotes.
        if case .backslash = text, column.name == "Device" { return .bareBackslash }
        return text
    }

    /// The text of null.
    func null(_ options: RenderOptions) -> NullText {
        var text = TextBuffer(capacity: 64)
        if takesNullText, let chosen = options.nullText {
            text.append(nullFrame.before)
            let columns = append(chosen, to: &text)
            text.append(nullFrame.after)
            return NullText(text.bytes, columns: columns, dims: options.dimsNull && self.text == .display)
        }
        return NullText(Array(null.utf8), columns: null.utf8.count, dims: options.dimsNull && self.text == .display)
    }

    /// Appends a text of the user's as null: quoted or escaped where it must be, but never like the same text of a
    /// cell.
    private func append(_ chosen: String, to text: inout TextBuffer) -> Int {
        guard !chosen.isEmpty else { return 0 }
        // A backslash of the user's stands for itself here: `\N` and the like are what null is written as in
        // tab-separated values.
        if case .tsv = self.text, !chosen.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
            text.append(chosen)
            return 0
        }
        var chosen = chosen
        // A null in quotes would be a text.
        let form: TextForm =
            switch self.text {
            case .backslash: .bareBackslash
            case .quoted: .csv
            default: self.text
            }
        return chosen.withUTF8 { form.append(UnsafeRawBufferPointer($0), null: [], to: &text) }
    }
}

/// What stands for null.
struct NullText: Sendable {
    /// The text, with the sequences that dim it.
    let bytes: [UInt8]
    /// Its terminal columns.
    let columns: Int32
    /// The text alone.
    let plain: [UInt8]

    init(_ plain: [UInt8], columns: Int, dims: Bool) {
        self.plain = plain
        bytes = dims ? Array("\u{1b}[2m".utf8) + plain + Array("\u{1b}[0m".utf8) : plain
        self.columns = Int32(clamping: columns)
    }
}

extension CellStyle.TextForm {
    /// Appends a cell and returns its terminal columns, which are right for the forms that are shown to people.
    ///
    /// - Parameter null: what stands for null in this result, so that no text is written the same.
    func append(_ bytes: UnsafeRawBufferPointer, null: [UInt8], to text: inout TextBuffer) -> Int {
        switch self {
        case .display: return DisplayText.append(bytes, to: &text)
        case .csv: CSVText.append(bytes, null: null, to: &text)
        case .spreadsheet: CSVText.appendGuarded(bytes, null: null, to: &text)
        case .quoted:
            text.append(UInt8(ascii: "\""))
            text.append(bytes, doubling: UInt8(ascii: "\""))
            text.append(UInt8(ascii: "\""))
        case .tsv: TSVText.append(bytes, null: null, to: &text)
        case .backslash: BackslashText.append(bytes, quotes: true, to: &text)
        case .bareBackslash: BackslashText.append(bytes, quotes: false, to: &text)
        case .json: JSONText.append(bytes, to: &text)
        case .html: HTMLText.append(bytes, to: &text)
        case .markdown: return MarkdownText.append(bytes, to: &text)
        case .sql: SQLLiteralText.append(bytes, to: &text)
        }
        return 0
    }

    /// Appends a name or another string.
    @discardableResult
    func append(_ string: String, to text: inout TextBuffer) -> Int {
        var string = string
        return string.withUTF8 { append(UnsafeRawBufferPointer($0), null: [], to: &text) }
    }
}
