/// How the dots of a chart are put into characters.
package enum ChartStyle: String, Sendable, CaseIterable {
    /// Braille patterns, two by four dots a character.
    case braille
    /// Quarter blocks, two by two dots a character.
    case block
    /// ASCII only, a dot a character.
    case ascii

    /// Dots of a character, across and down.
    var dots: (across: Int, down: Int) {
        switch self {
        case .braille: (2, 4)
        case .block: (2, 2)
        case .ascii: (1, 1)
        }
    }
}

/// The dots of a chart, character by character; a character has the colour of the series that was drawn on it last.
struct DotGrid: Sendable {
    /// How dots become characters.
    let style: ChartStyle
    /// Characters across.
    let width: Int
    /// Characters down.
    let height: Int
    /// One bit for each dot of a character, row by row from its upper left.
    private var masks: [UInt8]
    private var owners: [Int]

    /// An empty grid of `width` by `height` characters.
    init(style: ChartStyle, width: Int, height: Int) {
        self.style = style
        self.width = width
        self.height = height
        masks = Array(repeating: 0, count: width * height)
        owners = Array(repeating: -1, count: width * height)
    }

    /// Dots across.
    var columns: Int { width * style.dots.across }
    /// Dots down.
    var rows: Int { height * style.dots.down }

    /// Sets a dot for a series; outside of the grid nothing happens.
    mutating func set(column: Int, row: Int, series: Int) {
        guard column >= 0, column < columns, row >= 0, row < rows else { return }
        let dots = style.dots
        let place = row / dots.down * width + column / dots.across
        masks[place] |= 1 << UInt8(row % dots.down * dots.across + column % dots.across)
        owners[place] = series
    }

    /// Sets the dots of a column between two rows, both included.
    mutating func fill(column: Int, rows: ClosedRange<Int>, series: Int) {
        for row in rows { set(column: column, row: row, series: series) }
    }

    /// The character at a place, and its series; nil without dots.
    func character(_ x: Int, _ y: Int) -> (text: Character, series: Int)? {
        let mask = masks[y * width + x]
        guard mask != 0 else { return nil }
        let series = owners[y * width + x]
        switch style {
        case .braille: return (Self.braille(mask), series)
        case .block: return (Self.blocks[Int(mask & 15)], series)
        case .ascii: return (Self.marks[series % Self.marks.count], series)
        }
    }

    /// Marks of the series in ASCII.
    static let marks: [Character] = ["*", "+", "o", "x", "#", "@", "%", "&", "=", "$"]

    /// Quarter blocks by mask: bit 0 upper left, 1 upper right, 2 lower left, 3 lower right.
    private static let blocks: [Character] = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")

    /// Unicode numbers the dots down the left column, then down the right one, then the lowest two.
    private static func braille(_ mask: UInt8) -> Character {
        let bits: [UInt32] = [0, 3, 1, 4, 2, 5, 6, 7]
        var code: UInt32 = 0x2800
        for (bit, target) in bits.enumerated() where mask & (1 << UInt8(bit)) != 0 { code |= 1 << target }
        return Unicode.Scalar(code).map(Character.init) ?? " "
    }
}
