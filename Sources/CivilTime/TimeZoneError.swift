/// A time zone that cannot be used.
package enum TimeZoneError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not a zone name and not an offset.
    case invalid(String)
    /// An offset beyond ±18:00, the most the server takes.
    case offsetOutOfRange(String)
    /// A well-formed name that the time zone database does not have, and the one that may be meant.
    case unknown(String, suggestion: String? = nil)
    /// The time zone database is not installed.
    case databaseMissing(directory: String)
    /// The file of a zone is damaged.
    case damaged(String)

    /// One line for the user.
    package var description: String {
        switch self {
        case .invalid(let name):
            "\"\(name)\" is not a time zone: give a name such as Asia/Shanghai, an offset such as +08:00, or UTC"
        case .offsetOutOfRange(let name): "\"\(name)\" is not a time zone: an offset lies between -18:00 and +18:00"
        case .unknown(let name, nil): "unknown time zone \"\(name)\""
        case .unknown(let name, let suggestion?): "unknown time zone \"\(name)\"; did you mean \(suggestion)?"
        case .databaseMissing(let directory):
            "time zone names need the time zone database, which is not in \(directory): install the package tzdata, or give an offset such as +08:00"
        case .damaged(let path): "\(path) is not a valid time zone file"
        }
    }
}
