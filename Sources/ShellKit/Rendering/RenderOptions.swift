package import CivilTime
package import IoTDBWire

/// How results are shown, in one value for all formats.
package struct RenderOptions: Sendable {
    /// Time zone of printed times.
    package var zone: TimeZoneID
    /// Unit of the server's timestamps.
    package var precision: TimestampPrecision
    /// Language of the statements that the insert format writes.
    package var dialect = SQLDialect.tree
    /// How times are written.
    package var timeMode: TimeMode = .iso8601
    /// The instant that relative times count from, in the server's unit; nil for the clock at the start of a result.
    package var now: Int64?
    /// Text for null, also the empty text; nil for the format's own. JSON and SQL keep their own.
    package var nullText: String?
    /// Whether null is dim, on terminals with colour only.
    package var dimsNull = false
    /// Whether neither names nor footers are written (`-t`).
    package var tuplesOnly = false
    /// Whether the names are left out and footers stay (`--no-header`).
    package var noHeader = false
    /// Whether columns are shown a line each, in the formats for people.
    package var expanded = ExpandedMode.off
    /// Whether lines may be drawn with characters beyond ASCII.
    package var drawsBoxes = true
    /// Whether the result goes to a terminal: only there it is cut and headings are shortened by themselves.
    package var isTerminal = false
    /// Columns of the terminal; nil when there is none.
    package var width: Int?
    /// Rows that a terminal shows at most; nil for all.
    package var maxRows: Int?
    /// Columns of the terminal that a cell takes at most; nil for any number.
    package var maxColumnWidth: Int?
    /// How columns are named in the formats for people.
    package var headings = HeadingMode.auto
    /// How JSON writes numbers that it does not know: NaN and the infinities.
    package var jsonSpecial = JSONSpecial.null
    /// How JSON writes integers that a double cannot hold.
    package var jsonBigint = JSONBigint.number
    /// Whether comma-separated texts that a spreadsheet would take for formulas are kept from it.
    package var csvSafe = false
    /// A result whose cells these are compared with, to mark what has changed; nil for none.
    package var compared: ReplayableResult?
    /// The table or device that the insert format names; nil to take it from the columns, which only the tree dialect
    /// can.
    package var insertTarget: String?

    package init(zone: TimeZoneID = .utc, precision: TimestampPrecision = .milliseconds) {
        self.zone = zone
        self.precision = precision
    }

    /// Whether the names of the columns are written.
    var showsHeader: Bool { !tuplesOnly && !noHeader }

    /// Rows that are shown at most here.
    var rowLimit: Int? { isTerminal ? maxRows.flatMap { $0 > 0 ? $0 : nil } : nil }

    /// Terminal columns that a cell takes at most here.
    var columnLimit: Int? { isTerminal ? maxColumnWidth.flatMap { $0 > 0 ? $0 : nil } : nil }

    /// Whether columns carry only what is not the same for all.
    var shortensHeadings: Bool { headings == .short || (headings == .auto && isTerminal) }
}

/// Whether a row takes one line or a line for each column.
package enum ExpandedMode: String, Sendable, Hashable, CaseIterable {
    /// One line a column.
    case on
    /// One line a row.
    case off
    /// One line a column where the rows of the first page are wider than the terminal.
    case auto
}

/// How the formats for people name columns.
package enum HeadingMode: String, Sendable, Hashable, CaseIterable {
    /// Short on a terminal, else full.
    case auto
    /// The names of the server.
    case full
    /// What all paths share stands once above the result.
    case short
}

/// How JSON writes NaN and the infinities.
package enum JSONSpecial: String, Sendable, Hashable, CaseIterable {
    /// As null.
    case null
    /// As the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
    case string
}

/// How JSON writes integers beyond ±2⁵³, which a reader that keeps numbers as doubles would change.
package enum JSONBigint: String, Sendable, Hashable, CaseIterable {
    /// As numbers.
    case number
    /// As strings.
    case string
}
