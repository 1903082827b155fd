import IoTDBTesting
import IoTDBWire

/// Tablets with random columns, times and cells.
enum RandomTablet {
    static let types: [DataType] = [
        .boolean, .int32, .int64, .float, .double, .text, .string, .blob, .date, .timestamp,
    ]

    /// A tablet of up to `maximumRows` rows; times repeat and are not in order.
    static func make(maximumRows: Int, using generator: inout SeededGenerator) throws -> Tablet {
        let columnCount = Int.random(in: 1...4, using: &generator)
        let schema = (0..<columnCount).map { index in
            MeasurementSchema("s\(index)", types[Int.random(in: 0..<types.count, using: &generator)])
        }
        var tablet = try Tablet(device: "root.db.d", schema: schema)
        let nullShare = Int.random(in: 0...3, using: &generator)
        for _ in 0..<Int.random(in: 0...maximumRows, using: &generator) {
            let row = schema.map { measurement in
                Int.random(in: 0..<6, using: &generator) < nullShare
                    ? .null : value(measurement.type, using: &generator)
            }
            try tablet.appendRow(timestamp: Int64.random(in: 0..<20, using: &generator), row)
        }
        return tablet
    }

    /// A random value of a type.
    static func value(_ type: DataType, using generator: inout SeededGenerator) -> Value {
        let bits = generator.next()
        switch type {
        case .boolean: return .boolean(bits & 1 == 1)
        case .int32: return .int32(Int32(truncatingIfNeeded: bits))
        case .date: return .date(Int32(1000 + bits % 9000) * 10_000 + Int32(1 + bits % 12) * 100 + Int32(1 + bits % 28))
        case .timestamp: return .timestamp(Int64(bitPattern: bits))
        case .float: return .float(Float(Int32(truncatingIfNeeded: bits)) / 8)
        case .double: return .double(Double(Int32(truncatingIfNeeded: bits)) / 8)
        case .text: return .text(text(using: &generator))
        case .string: return .string(text(using: &generator))
        case .blob: return .blob((0..<Int(bits % 9)).map { UInt8(truncatingIfNeeded: bits >> $0) })
        default: return .int64(Int64(bitPattern: bits))
        }
    }

    private static let alphabet = Array("ab'\"`\\-/*?:;()\n é温😀")

    /// A random text with quotes, backslashes and characters beyond ASCII.
    static func text(using generator: inout SeededGenerator) -> String {
        return String(
            (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
        )
    }
}
