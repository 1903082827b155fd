/// How a series is compressed in the server's files, with the numbers of `CompressionType`.
///
/// 3 to 6 are names of old versions that servers refuse, and are left out.
public enum CompressionType: UInt8, Sendable, Hashable, CaseIterable {
    /// UNCOMPRESSED.
    case uncompressed = 0
    /// SNAPPY.
    case snappy = 1
    /// GZIP.
    case gzip = 2
    /// LZ4.
    case lz4 = 7
    /// ZSTD.
    case zstd = 8
    /// LZMA2.
    case lzma2 = 9

    /// What servers choose when nothing is said.
    public static let `default` = CompressionType.lz4

    /// The name in SQL, for example `LZ4`.
    public var name: String {
        switch self {
        case .uncompressed: "UNCOMPRESSED"
        case .snappy: "SNAPPY"
        case .gzip: "GZIP"
        case .lz4: "LZ4"
        case .zstd: "ZSTD"
        case .lzma2: "LZMA2"
        }
    }

    /// The compression with a name as SQL writes it, in any case; nil for another name.
    public init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name.uppercased() }) else { return nil }
        self = match
    }
}
