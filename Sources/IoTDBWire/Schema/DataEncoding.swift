/// How a series is encoded in the server's files, with the numbers of `TSEncoding`.
public enum DataEncoding: UInt8, Sendable, Hashable, CaseIterable {
    /// PLAIN: values as they are; the only one for BLOB.
    case plain = 0
    /// DICTIONARY, for texts that repeat.
    case dictionary = 1
    /// RLE: runs of equal values.
    case rle = 2
    /// DIFF; servers refuse it.
    case diff = 3
    /// TS_2DIFF: differences of differences.
    case ts2Diff = 4
    /// BITMAP; servers refuse it.
    case bitmap = 5
    /// GORILLA_V1, for FLOAT and DOUBLE.
    case gorillaV1 = 6
    /// REGULAR; servers refuse it.
    case regular = 7
    /// GORILLA: differences of neighbouring bit patterns.
    case gorilla = 8
    /// ZIGZAG: short codes for small numbers.
    case zigzag = 9
    /// FREQ; removed from servers.
    case freq = 10
    /// CHIMP: a successor of GORILLA.
    case chimp = 11
    /// SPRINTZ: prediction and bit packing.
    case sprintz = 12
    /// RLBE: run lengths of bit widths.
    case rlbe = 13
    /// CAMEL, newer than 2.0.10.
    case camel = 14
    /// DESCENDING_BIT_PACKING, newer than 2.0.10.
    case descendingBitPacking = 15
    /// SEPARATE_STORAGE, newer than 2.0.10.
    case separateStorage = 16
    /// LAMINAR, newer than 2.0.10.
    case laminar = 17

    /// The name in SQL, for example `TS_2DIFF`.
    public var name: String { Self.names[Int(rawValue)] }

    /// The encoding with a name as SQL writes it, in any case; nil for another name.
    public init?(name: String) {
        guard let number = Self.names.firstIndex(of: name.uppercased()) else { return nil }
        self.init(rawValue: UInt8(number))
    }

    /// What the official clients choose for a type when nothing is said.
    public static func `default`(for type: DataType) -> DataEncoding {
        switch type {
        case .boolean: .rle
        case .int32, .int64, .date, .timestamp: .ts2Diff
        case .float, .double: .gorilla
        default: .plain
        }
    }

    /// Whether servers accept this encoding for a type; what the newest release accepts, older ones know 0 to 13.
    public func supports(_ type: DataType) -> Bool {
        switch self {
        case .plain: true
        case .dictionary: type == .text || type == .string
        case .rle: type == .boolean || type.isNumeric
        case .ts2Diff, .gorilla, .chimp, .sprintz, .rlbe: type.isNumeric
        case .gorillaV1: type == .float || type == .double
        case .camel: type == .double
        case .zigzag, .descendingBitPacking, .separateStorage, .laminar:
            type.isNumeric && type != .float && type != .double
        case .diff, .bitmap, .regular, .freq: false
        }
    }

    private static let names = [
        "PLAIN", "DICTIONARY", "RLE", "DIFF", "TS_2DIFF", "BITMAP", "GORILLA_V1", "REGULAR", "GORILLA", "ZIGZAG",
        "FREQ", "CHIMP", "SPRINTZ", "RLBE", "CAMEL", "DESCENDING_BIT_PACKING", "SEPARATE_STORAGE", "LAMINAR",
    ]
}

extension DataType {
    /// Whether cells are numbers of 32 or 64 bits; dates and timestamps are.
    fileprivate var isNumeric: Bool {
        switch self {
        case .int32, .int64, .float, .double, .date, .timestamp: true
        default: false
        }
    }
}
