import IoTDBWire

/// Encodings and compressions of the real server; the demo server only reports them.
enum SeriesEncoding {
    /// Names of all encodings.
    static let all: Set<String> = [
        "PLAIN", "DICTIONARY", "RLE", "TS_2DIFF", "GORILLA", "ZIGZAG", "CHIMP", "SPRINTZ", "RLBE",
    ]
    /// Names of all compressions.
    static let compressions: Set<String> = ["UNCOMPRESSED", "SNAPPY", "GZIP", "LZ4", "ZSTD", "LZMA2"]

    /// Encoding of a series that was created without one.
    static func standard(of type: DataType) -> String {
        switch type {
        case .boolean: "RLE"
        case .int32, .int64, .date, .timestamp: "TS_2DIFF"
        case .float, .double: "GORILLA"
        default: "PLAIN"
        }
    }

    /// Whether values of a type can be stored in an encoding.
    static func supports(_ encoding: String, _ type: DataType) -> Bool {
        switch type {
        case .boolean: ["PLAIN", "RLE"].contains(encoding)
        case .text, .string: ["PLAIN", "DICTIONARY"].contains(encoding)
        case .blob: encoding == "PLAIN"
        case .float, .double:
            ["PLAIN", "RLE", "TS_2DIFF", "GORILLA", "CHIMP", "SPRINTZ", "RLBE"].contains(encoding)
        default: encoding != "DICTIONARY"
        }
    }
}
