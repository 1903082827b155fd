package import Foundation
import Testing

/// One golden vector of `Tests/IoTDBWireTests/Vectors`: bytes and what they mean.
package struct Vector: Sendable, Decodable {
    /// Unique in its file.
    package let name: String
    /// What the vector shows.
    package let description: String
    /// Bytes as hexadecimal digits.
    package let hex: String
    /// Meaning of the bytes. Long integers are decimal strings, binaries `{"$hex": …}`, floats
    /// `{"bits": …, "text": …}`.
    package let expected: JSON
    /// `binary` or `compact`; nil where no Thrift protocol is involved.
    package let `protocol`: String?
    /// True when ``hex`` starts with the 4-byte frame length.
    package let framed: Bool?

    /// The bytes.
    package var bytes: [UInt8] { [UInt8](hex: hex) ?? [] }
}

extension Vector: CustomTestStringConvertible {
    package var testDescription: String { name }
}

/// Loads the vector files of the package.
package enum Vectors {
    /// All vectors of `Tests/IoTDBWireTests/Vectors/NAME.json`. Traps when the file is missing or damaged: no test may
    /// pass without it.
    package static func load(_ name: String) -> [Vector] {
        let file = packageRoot.appendingPathComponent("Tests/IoTDBWireTests/Vectors/\(name).json")
        do {
            let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
            precondition(!vectors.isEmpty, "no vectors in \(file.path)")
            precondition(vectors.allSatisfy { [UInt8](hex: $0.hex) != nil }, "bad hexadecimal digits in \(file.path)")
            return vectors
        } catch {
            preconditionFailure("cannot load \(file.path): \(error)")
        }
    }

    /// One vector by name; traps when it is missing.
    package static func load(_ file: String, named name: String) -> Vector {
        guard let vector = load(file).first(where: { $0.name == name }) else {
            preconditionFailure("no vector \(name) in \(file)")
        }
        return vector
    }

    /// Directory of `Package.swift`.
    package static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

extension [UInt8] {
    /// Bytes from pairs of hexadecimal digits; nil for an odd count or another character.
    package init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self = []
        reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.nibble(digits[index]), let low = Self.nibble(digits[index + 1]) else { return nil }
            append(high << 4 | low)
        }
    }

    /// The bytes as lower-case hexadecimal digits.
    package var hex: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
