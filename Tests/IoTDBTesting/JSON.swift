/// A JSON value whose whole numbers are exact.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// The member of an object; nil for another kind or a name that is absent.
    package subscript(name: String) -> JSON? { object?[name] }

    /// The element of an array; nil for another kind or an index out of range.
    package subscript(index: Int) -> JSON? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// Whether this is `null`.
    package var isNull: Bool { self == .null }

    /// The truth value, if this is one.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The whole number, written as a number or as a decimal string (the vectors write 64-bit numbers as strings).
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// The text, if this is a string.
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements, if this is an array.
    package var array: [JSON]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, if this is an object.
    package var object: [String: JSON]? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The bytes of `{"$hex": "…"}`, which is how the vectors write binaries.
    package var bytes: [UInt8]? { self["$hex"]?.string.flatMap([UInt8].init(hex:)) }

    /// The IEEE 754 bits of `{"bits": "…", "text": "…"}`, which is how the vectors write floating-point numbers.
    package var floatBits: UInt64? { self["bits"]?.string.flatMap { UInt64($0, radix: 16) } }
}

extension JSON: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .real(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }
}
