/// How times are written.
package enum TimeMode: Sendable, Equatable {
    /// `2024-01-01T00:00:00.000+08:00`, the default.
    case iso8601
    /// `2024-01-01 00:00:00.000`, the clock on the wall of the zone, without its offset.
    case local
    /// The number that the server stores.
    case epoch
    /// `3m 12s ago`, `in 2h 5m`, by the clock at the start of the result.
    case relative
    /// A pattern of the user, for `set time_display_type=PATTERN`.
    case pattern(TimePattern)

    /// Reads `iso`, `local`, `epoch` or `relative`, in any case of letters; nil for other words.
    package init?(name: String) {
        switch name.lowercased() {
        case "iso", "iso8601", "default": self = .iso8601
        case "local": self = .local
        case "epoch", "long", "number": self = .epoch
        case "relative": self = .relative
        default: return nil
        }
    }

    /// The word that ``init(name:)`` reads, or the pattern.
    package var name: String {
        switch self {
        case .iso8601: "iso"
        case .local: "local"
        case .epoch: "epoch"
        case .relative: "relative"
        case .pattern(let pattern): pattern.source
        }
    }
}
