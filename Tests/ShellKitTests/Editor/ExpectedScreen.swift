import CPty

/// Where a line's characters belong, reckoned without the editor's code.
struct ExpectedScreen {
    /// A column of a row.
    struct Cell: Equatable {
        /// The character with its marks; empty behind a wide one.
        var text: String
        /// The scalar of the line that it shows; nil for the prompt's.
        var index: Int?
        /// Whether terminals draw it differently: part of an emoji sequence.
        var isFluid = false
    }

    private(set) var rows: [[Cell]] = [[]]
    private(set) var cursor = (row: 0, column: 0)
    private let columns: Int

    init(prompt: String, text: [UInt32], cursor place: Int, columns: Int) {
        self.columns = columns
        for scalar in prompt.unicodeScalars { put(String(scalar), 1, nil, false) }
        let fluid = Self.fluidIndices(text)
        for (index, scalar) in text.enumerated() {
            if index == place { cursor = position(before: scalar) }
            add(scalar, index, fluid.contains(index))
        }
        guard place == text.count else { return }
        if rows[rows.count - 1].count == columns { rows.append([]) }
        cursor = (rows.count - 1, rows[rows.count - 1].count)
    }

    private mutating func add(_ scalar: UInt32, _ index: Int, _ isFluid: Bool) {
        switch scalar {
        case 0x0A: rows.append([])
        case 0x09:
            if rows[rows.count - 1].count == columns { rows.append([]) }
            repeat {
                put(" ", 1, index, false)
            } while rows[rows.count - 1].count % 8 != 0 && rows[rows.count - 1].count < columns
        case 0..<0x20, 0x7F:
            for part in ["^", String(Character(Unicode.Scalar(scalar ^ 0x40) ?? "?"))] { put(part, 1, index, false) }
        default:
            let text = String(Character(Unicode.Scalar(scalar) ?? "?"))
            let width = Int(cpty_width(scalar))
            if width > 0 { put(text, width, index, isFluid) } else { mark(text, index, isFluid) }
        }
    }

    private mutating func put(_ text: String, _ width: Int, _ index: Int?, _ isFluid: Bool) {
        if rows[rows.count - 1].count + width > columns { rows.append([]) }
        rows[rows.count - 1].append(Cell(text: text, index: index, isFluid: isFluid))
        if width == 2 { rows[rows.count - 1].append(Cell(text: "", index: index, isFluid: isFluid)) }
    }

    private mutating func mark(_ text: String, _ index: Int, _ isFluid: Bool) {
        let row = rows.count - 1
        guard var column = rows[row].indices.last else {
            put(" " + text, 1, index, isFluid)
            return
        }
        let isPadding = rows[row][column].text == " " && rows[row][column].isFluid
        let isWide = rows[row][column].text.isEmpty || isPadding
        if isWide { column -= 1 }
        rows[row][column].text += text
        rows[row][column].isFluid = rows[row][column].isFluid || isFluid
        guard text == "\u{FE0F}", !isWide, rows[row].count < columns else { return }
        rows[row].append(Cell(text: " ", index: index, isFluid: true))
    }

    private func position(before scalar: UInt32) -> (row: Int, column: Int) {
        let used = rows[rows.count - 1].count
        let width = scalar < 0x20 ? 1 : max(1, Int(cpty_width(scalar)))
        let fits = used + width <= columns || (scalar == 0x0A && used < columns)
        return fits ? (rows.count - 1, used) : (rows.count, 0)
    }

    /// Scalars of characters that hold a joiner, a selector, a skin tone or are a flag.
    private static func fluidIndices(_ text: [UInt32]) -> Set<Int> {
        var fluid: Set<Int> = []
        var index = 0
        for character in String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) ?? "?" })) {
            let scalars = character.unicodeScalars
            let isFluid = scalars.contains {
                [0x200D, 0xFE0F, 0x20E3].contains($0.value) || (0x1F1E6...0x1F1FF).contains($0.value)
                    || (0x1F3FB...0x1F3FF).contains($0.value)
            }
            if isFluid { fluid.formUnion(index..<index + scalars.count) }
            index += scalars.count
        }
        return fluid
    }
}
