/// How many rows one fetch asks for.
package enum FetchSizeSetting: Sendable, Equatable, CustomStringConvertible {
    /// Grows from a small first page with the size of the rows.
    case automatic
    /// Always this many rows.
    case rows(Int)

    /// Reads `auto` or a number from 1 to 2³¹−1; nil for anything else.
    package init?(_ text: some StringProtocol) {
        if text.lowercased() == "auto" {
            self = .automatic
        } else if let rows = Int32(text), rows >= 1 {
            self = .rows(Int(rows))
        } else {
            return nil
        }
    }

    /// `auto` or the number.
    package var description: String {
        switch self {
        case .automatic: "auto"
        case .rows(let rows): "\(rows)"
        }
    }
}
