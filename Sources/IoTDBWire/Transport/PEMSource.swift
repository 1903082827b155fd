/// Where certificates or a key in PEM form come from: a file, or memory.
///
/// Memory is for programs that get them from a secret store or the environment. Descriptions show paths and never what
/// is in memory.
public struct PEMSource: Sendable, Hashable {
    enum Place: Sendable, Hashable {
        case file(String)
        case memory([UInt8])
    }

    let place: Place

    /// A file, read anew for each connection, so that one that was replaced takes effect with the next.
    public static func file(_ path: String) -> PEMSource { PEMSource(place: .file(path)) }

    /// The text itself, from `-----BEGIN` on.
    public static func text(_ text: some StringProtocol) -> PEMSource { PEMSource(place: .memory(Array(text.utf8))) }

    /// The bytes of the text.
    public static func bytes(_ bytes: some Sequence<UInt8>) -> PEMSource { PEMSource(place: .memory(Array(bytes))) }

    /// The path of a file; nil for what is in memory.
    public var path: String? {
        if case .file(let path) = place { path } else { nil }
    }
}

extension PEMSource: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The path in quotes, or `in memory`.
    public var description: String { path.map { "\"\($0)\"" } ?? "in memory" }

    /// The same as the description.
    public var debugDescription: String { description }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
