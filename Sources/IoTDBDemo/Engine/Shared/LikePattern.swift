/// The pattern of LIKE: `%` is any text, `_` one character.
struct LikePattern {
    private let pattern: [Unicode.Scalar]

    /// A pattern without an escape character.
    init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

    /// Whether a whole text matches.
    ///
    /// Time is at most length of the pattern times length of the text.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var (place, position) = (0, 0)
        var restart: (place: Int, position: Int)?
        while position < scalars.count {
            if place < pattern.count, pattern[place] == "%" {
                restart = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == "_" || pattern[place] == scalars[position] {
                place += 1
                position += 1
            } else if let last = restart {
                restart = (last.place, last.position + 1)
                (place, position) = (last.place + 1, last.position + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "%" }
    }
}
