/// The name of a result column, divided into the paths in it and what stands around them: `avg(` `root.f.m.temperature`
/// `)`.
struct HeadingParts: Sendable {
    /// A part of a name.
    enum Part: Sendable, Equatable {
        /// Bytes that belong to no path.
        case frame([UInt8])
        /// The nodes of a path, each as it is written.
        case path([[UInt8]])
    }

    /// The parts, in order.
    let parts: [Part]

    /// Divides a name. A path begins with the node `root`; text in single or double quotes is none.
    init(_ name: String) {
        var reader = HeadingReader(bytes: Array(name.utf8))
        parts = reader.readAll()
    }

    /// The paths in the name.
    var paths: [[[UInt8]]] {
        parts.compactMap { part in
            if case .path(let nodes) = part { nodes } else { nil }
        }
    }

    /// The name without some nodes at the front of each path.
    func name(droppingNodes count: Int) -> String {
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .frame(let frame): bytes += frame
            case .path(let nodes): bytes += nodes.dropFirst(count).joined(separator: [UInt8(ascii: ".")])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Reads a name from left to right.
private struct HeadingReader {
    let bytes: [UInt8]
    private var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func readAll() -> [HeadingParts.Part] {
        var parts: [HeadingParts.Part] = []
        var frame: [UInt8] = []
        while at < bytes.count {
            if let nodes = readPath() {
                if !frame.isEmpty { parts.append(.frame(frame)) }
                frame = []
                parts.append(.path(nodes))
            } else {
                frame += readPlain()
            }
        }
        if !frame.isEmpty { parts.append(.frame(frame)) }
        return parts
    }

    /// A word, a quoted text or one other byte: whatever a path cannot begin in.
    private mutating func readPlain() -> ArraySlice<UInt8> {
        let start = at
        let first = bytes[at]
        if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") {
            at = quotedEnd(from: at) ?? bytes.count
        } else if Self.isNodeByte(first) {
            while at < bytes.count, Self.isNodeByte(bytes[at]) || bytes[at] == UInt8(ascii: ".") { at += 1 }
        } else {
            at += 1
        }
        return bytes[start..<at]
    }

    /// `root`, a point, and at least one more node; nil, and nothing read, when no path stands here.
    private mutating func readPath() -> [[UInt8]]? {
        let start = at
        guard let root = readNode(), root.elementsEqual("root".utf8) else {
            at = start
            return nil
        }
        var nodes = [Array(root)]
        while at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            guard let node = readNode() else {
                at = start
                return nil
            }
            nodes.append(Array(node))
        }
        guard nodes.count > 1 else {
            at = start
            return nil
        }
        return nodes
    }

    private mutating func readNode() -> ArraySlice<UInt8>? {
        let start = at
        guard at < bytes.count else { return nil }
        if bytes[at] == UInt8(ascii: "`") {
            guard let end = quotedEnd(from: at) else { return nil }
            at = end
        } else if bytes[at] == UInt8(ascii: "*") {
            while at < bytes.count, bytes[at] == UInt8(ascii: "*") { at += 1 }
        } else {
            while at < bytes.count, Self.isNodeByte(bytes[at]) { at += 1 }
        }
        return at > start ? bytes[start..<at] : nil
    }

    /// Where a quoted text ends, a doubled quote being part of it; nil when it does not.
    private func quotedEnd(from start: Int) -> Int? {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count {
            guard bytes[index] == quote else {
                index += 1
                continue
            }
            guard index + 1 < bytes.count, bytes[index + 1] == quote else { return index + 1 }
            index += 2
        }
        return nil
    }

    /// Letters, digits, what the tree grammar allows in a bare node, and all beyond ASCII.
    private static func isNodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"),
            UInt8(ascii: "{"), UInt8(ascii: "}"):
            true
        default: byte >= 0x80
        }
    }
}
