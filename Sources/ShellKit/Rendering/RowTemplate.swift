/// What stands around the cells of a row: the same for every row of a result.
struct RowTemplate: Sendable {
    /// One cell of a row, with what stands in front of it.
    struct Field: Sendable {
        /// Column of the result that the cell is of.
        let column: Int
        /// Where the text in front of the cell lies in ``RowTemplate/literals``.
        let leadStart: Int
        /// Bytes of the text in front.
        let leadCount: Int
        /// The text in front where it is one byte, such as a comma.
        let leadByte: UInt8
        /// Terminal columns that the cell is padded to; 0 for none.
        let width: Int
        /// Where the padding goes.
        let padding: Padding
    }

    /// Which side of a cell is filled with blanks.
    enum Padding: Sendable {
        case none
        case left
        case right
    }

    /// Bytes behind the literals, so that a short one can be copied in words.
    private static let slack = 16

    /// The cells, in order; a column may stand in several.
    private(set) var fields: [Field] = []
    /// All texts that are not cells, and some zeros.
    private(set) var literals = [UInt8](repeating: 0, count: slack)
    /// What ends a row, in the literals.
    private(set) var suffix = 0..<0
    /// What stands between two rows, in the literals.
    private(set) var separator = 0..<0
    /// Bytes of a row besides the text of its cells, at most.
    private(set) var overhead = 0

    init(suffix: [UInt8], separator: [UInt8] = []) {
        self.suffix = append(suffix)
        self.separator = append(separator)
    }

    /// Adds a cell with the text in front of it.
    mutating func add(_ lead: [UInt8], column: Int, width: Int = 0, padding: Padding = .none) {
        let place = append(lead)
        fields.append(
            Field(
                column: column,
                leadStart: place.lowerBound,
                leadCount: lead.count,
                leadByte: lead.first ?? 0,
                width: width,
                padding: padding
            )
        )
        overhead += width
    }

    private mutating func append(_ text: [UInt8]) -> Range<Int> {
        let start = literals.count - Self.slack
        literals.insert(contentsOf: text, at: start)
        overhead += text.count
        return start..<(start + text.count)
    }
}
