import IoTDBWire

extension Value {
    /// Type that a literal of this value has; times count as integers.
    var literalType: DataType? {
        switch self {
        case .null: nil
        case .boolean: .boolean
        case .int32: .int32
        case .int64, .timestamp: .int64
        case .float: .float
        case .double: .double
        case .text: .text
        case .string: .string
        case .date: .date
        case .blob: .blob
        case .object: .object
        }
    }

    /// The number when it is an integer or a time.
    var integer: Int64? {
        switch self {
        case .int32(let number): Int64(number)
        case .int64(let number), .timestamp(let number): number
        default: nil
        }
    }

    /// The number as a DOUBLE; nil when the value is no number.
    var number: Double? {
        switch self {
        case .float(let number): Double(number)
        case .double(let number): number
        default: integer.map(Double.init)
        }
    }

    /// The text of TEXT and STRING.
    var string: String? {
        switch self {
        case .text(let text), .string(let text): text
        default: nil
        }
    }

    /// How two values of comparable types are ordered: negative, zero or positive.
    ///
    /// Nil for nulls, for NaN, and for types that do not compare.
    func order(to other: Value) -> Int? {
        if let first = integer, let second = other.integer { return first < second ? -1 : first == second ? 0 : 1 }
        if let first = number, let second = other.number { return Self.order(first, second) }
        switch (self, other) {
        case (.boolean(let first), .boolean(let second)): return (first ? 1 : 0) - (second ? 1 : 0)
        case (.date(let first), .date(let second)): return first < second ? -1 : first == second ? 0 : 1
        case (.blob(let first), .blob(let second)): return Self.order(bytes: first, second)
        default: break
        }
        guard let first = string, let second = other.string else { return nil }
        return Self.order(bytes: first.utf8, second.utf8)
    }

    /// This value or another, whichever is farther from zero; of two as far the positive one.
    ///
    /// Null is no value.
    func extreme(_ other: Value) -> Value {
        guard let old = number else { return other }
        guard let new = other.number else { return self }
        return new.magnitude > old.magnitude || new.magnitude == old.magnitude && new > old ? other : self
    }

    private static func order(_ left: Double, _ right: Double) -> Int? {
        if left < right { return -1 }
        if left == right { return 0 }
        return left > right ? 1 : nil
    }

    private static func order<Bytes: Collection<UInt8>>(bytes left: Bytes, _ right: Bytes) -> Int {
        left.elementsEqual(right) ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
    }
}
