import IoTDBWire

/// The tokens that a server says it expected, cut where there are too many to read.
package enum ExpectedTokens {
    /// How many are shown of a longer list.
    private static let shown = 8

    /// The message with its list cut: `expecting {ALTER, CALL, and 26 more}`; as it is where no list is long.
    ///
    /// A long list is left out where the shell says in the same message what was probably meant.
    package static func shortened(_ message: String) -> String {
        let openings = [" expecting {", ". Expecting: "]
        guard let opening = openings.lazy.compactMap({ message.range(ofBytes: $0) }).first else { return message }
        let start = opening.upperBound
        let end = message[start...].firstIndex { $0 == "}" || $0.isNewline } ?? message.endIndex
        var (ends, next): ([String.Index], String.Index) = ([], start)
        while let separator = message[next..<end].range(ofBytes: ", ") {
            ends.append(separator.lowerBound)
            next = separator.upperBound
        }
        let count = ends.count + 1
        guard count > shown + 1 else { return message }
        if message[end...].contains(bytesOf: "\ndid you mean ") {
            let rest = message[end...]
            return message[..<opening.lowerBound] + String(rest.first == "}" ? rest.dropFirst() : rest)
        }
        return "\(message[..<ends[shown - 1]]) and \(count - shown) more\(message[end...])"
    }
}
