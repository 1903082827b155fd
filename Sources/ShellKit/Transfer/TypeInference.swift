import IoTDBWire

/// Finds the type of a column from its first cells.
///
/// Whole numbers are INT64 as long as they are written as the server writes them, so that what comes out again is what
/// went in.
struct TypeInference: Sendable {
    private enum Kind {
        case nothing
        case boolean
        case integer
        case number
        case text
    }

    private var kind = Kind.nothing

    /// Looks at a cell that is not null.
    mutating func take(_ bytes: UnsafeRawBufferPointer, isQuoted: Bool) {
        guard kind != .text else { return }
        let found = isQuoted ? .text : Self.kind(of: bytes)
        switch (kind, found) {
        case (.nothing, _): kind = found
        case (.integer, .number), (.number, .integer): kind = .number
        case (let old, let new) where old == new: break
        default: kind = .text
        }
    }

    /// The type; TEXT where no cell had a value.
    var type: DataType {
        switch kind {
        case .nothing, .text: .text
        case .boolean: .boolean
        case .integer: .int64
        case .number: .double
        }
    }

    private static func kind(of bytes: UnsafeRawBufferPointer) -> Kind {
        if let number = DecimalParser.integer(bytes), String(number) == String(decoding: bytes, as: UTF8.self) {
            return .integer
        }
        // `007` and `1_000` are names; `1.50` is a number.
        let digits = bytes.drop { $0 == UInt8(ascii: "-") }
        let isName =
            digits.count > 1 && digits.first == UInt8(ascii: "0") && digits.dropFirst().first != UInt8(ascii: ".")
        if !isName, DecimalParser.integer(bytes) == nil, DecimalParser.double(bytes) != nil { return .number }
        let text = String(decoding: bytes.prefix(6), as: UTF8.self)
        return text == "true" || text == "false" ? .boolean : .text
    }
}
