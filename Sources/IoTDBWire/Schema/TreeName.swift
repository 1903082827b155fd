import SQLText

/// Names of the tree model, in the syntax of paths.
package enum TreeName {
    /// A measurement name as it goes on the wire: in back quotes where the path syntax asks for them.
    /// - Throws: for an empty name, and for TIME and TIMESTAMP, which servers refuse even in back quotes.
    package static func quoted(measurement name: String) throws(IoTDBError) -> String {
        let bare = isQuoted(name) ? String(Substring(name.utf8.dropFirst().dropLast())) : name
        guard !bare.isEmpty, !["time", "timestamp"].contains(bare.lowercased()) else {
            throw IoTDBError(.invalidArgument, "'\(name)' cannot be the name of a measurement")
        }
        guard !bare.utf8.contains(0) else { throw IoTDBError(.invalidArgument, "a name cannot hold a NUL") }
        return isQuoted(name) || isPlain(name) ? name : quote(name)
    }

    /// A device path as it goes on the wire: each node in back quotes where the path syntax asks for them.
    /// - Throws: for a path of fewer than two nodes, one that does not start with `root`, an empty node, or a wildcard.
    package static func quoted(device path: String) throws(IoTDBError) -> String {
        let nodes = split(path)
        guard nodes.count >= 2, nodes[0] == "root" else {
            throw IoTDBError(.invalidArgument, "'\(path)' is not the path of a device, such as root.factory.line1")
        }
        var quoted = "root"
        for node in nodes.dropFirst() {
            guard isQuoted(node) || !node.utf8.contains(UInt8(ascii: "*")) else {
                throw IoTDBError(.invalidArgument, "'\(path)' has a wildcard; rows belong to one device")
            }
            quoted += "." + (try self.quoted(measurement: node))
        }
        return quoted
    }

    /// A path, or a pattern of paths, as it goes on the wire: each node in back quotes where the path syntax asks for
    /// them; `*` and `**`, and names that begin or end with one of them, stay.
    /// - Throws: for a path that does not start with `root`, an empty node, or a NUL.
    package static func quoted(path: String) throws(IoTDBError) -> String {
        let nodes = split(path)
        guard nodes[0] == "root" else {
            throw IoTDBError(
                .invalidArgument,
                "'\(path)' is not a path, such as root.factory.line1: it does not start with root"
            )
        }
        guard nodes.count >= 2, !nodes.contains("") else {
            throw IoTDBError(.invalidArgument, "'\(path)' is not a path, such as root.factory.line1: a node is empty")
        }
        guard !path.utf8.contains(0) else { throw IoTDBError(.invalidArgument, "a name cannot hold a NUL") }
        return nodes.map { isQuoted($0) || isPlain($0) || isPattern($0) || $0 == "root" ? $0 : quote($0) }.joined(
            separator: "."
        )
    }

    /// Paths as ``quoted(path:)`` makes them.
    package static func quoted(paths: [String]) throws(IoTDBError) -> [String] {
        var quoted: [String] = []
        quoted.reserveCapacity(paths.count)
        for path in paths { quoted.append(try self.quoted(path: path)) }
        return quoted
    }

    /// The last node of a full path, without back quotes; nil for other labels, such as `avg(root.a.b)`.
    package static func measurement(ofPath path: String) -> String? {
        guard path.utf8.starts(with: "root.".utf8) else { return nil }
        let nodes = split(path)
        guard nodes.count >= 2, let last = nodes.last, !last.isEmpty else { return nil }
        guard isQuoted(last) else { return isPlain(last) ? last : nil }
        return String(last.dropFirst().dropLast()).replacing(bytesOf: "``", with: "`")
    }

    /// Whether a node stands for several: plain characters with `*` before or behind them, or alone.
    private static func isPattern(_ node: String) -> Bool {
        guard node.utf8.contains(UInt8(ascii: "*")) else { return false }
        return node == "*" || node == "**"
            || node.unicodeScalars.allSatisfy { $0 == "*" || $0.isPlainInName }
    }

    /// Whether a node needs no back quotes: plain characters, not a number, not ROOT.
    package static func isPlain(_ node: String) -> Bool {
        guard !node.isEmpty, node.unicodeScalars.allSatisfy(\.isPlainInName) else { return false }
        return !looksLikeNumber(node) && node.lowercased() != "root"
    }

    /// A name in back quotes, those inside doubled; an empty name and one with NUL, which cannot be quoted, stay as
    /// they are.
    package static func quote(_ name: String) -> String {
        SQLQuoting.name(name, grammar: .tree) ?? name
    }

    /// Whether a name stands in back quotes already, those inside doubled.
    private static func isQuoted(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count >= 3, bytes.first == backQuote, bytes.last == backQuote else { return false }
        var index = 1
        while index < bytes.count - 1 {
            if bytes[index] == backQuote {
                guard index + 1 < bytes.count - 1, bytes[index + 1] == backQuote else { return false }
                index += 1
            }
            index += 1
        }
        return true
    }

    /// Splits a path at the dots outside back quotes.
    private static func split(_ path: String) -> [String] {
        var nodes: [String] = []
        var node = ""
        var inQuotes = false
        for scalar in path.unicodeScalars {
            if scalar == "`" { inQuotes.toggle() }
            if scalar == ".", !inQuotes {
                nodes.append(node)
                node = ""
            } else {
                node.unicodeScalars.append(scalar)
            }
        }
        return nodes + [node]
    }

    /// Digits, perhaps with an exponent: `1`, `011e3`; not `1a`. A dot is not plain and never comes here.
    private static func looksLikeNumber(_ node: String) -> Bool {
        let parts = node.lowercased().split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }

    private static let backQuote = UInt8(ascii: "`")
}

extension Unicode.Scalar {
    /// Whether names may hold the character without quotes: ASCII letters, digits, `_`, U+2E80 to U+9FFF.
    package var isPlainInName: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "\u{2E80}"..."\u{9FFF}": true
        default: false
        }
    }
}
