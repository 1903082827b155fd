/// Reader of compiled time zone files (TZif), versions 1 to 4.
///
/// Source: RFC 9636. Every length is checked against the bytes that are there, because the file comes from outside.
enum TimeZoneFile {
    /// Larger files are refused; the largest of the time zone database has less than 4 KiB.
    static let maximumSize = 1 << 20

    /// The offsets that a file describes; nil when the bytes are not a whole, consistent file.
    static func parse(_ bytes: [UInt8]) -> ZoneOffsets? {
        var reader = Reader(bytes: bytes)
        guard let first = reader.header() else { return nil }
        if first.version == 0 { return reader.block(first, timeSize: 4)?.offsets(rule: nil) }
        // The first block has 32-bit times; version 2 and newer repeat everything with 64 bits behind it.
        guard reader.skip(first.size(timeSize: 4)), let second = reader.header() else { return nil }
        guard let block = reader.block(second, timeSize: 8), let footer = reader.footer() else { return nil }
        if footer.isEmpty { return block.offsets(rule: nil) }
        guard let rule = PosixZoneRule(footer) else { return nil }
        return block.offsets(rule: rule)
    }

    /// How many leap seconds a file counts; 0 also for what is no zone file.
    static func leapSeconds(_ bytes: [UInt8]) -> Int {
        var reader = Reader(bytes: bytes)
        guard let first = reader.header() else { return 0 }
        guard first.version > 0, reader.skip(first.size(timeSize: 4)), let second = reader.header() else {
            return first.leapSeconds
        }
        return second.leapSeconds
    }

    /// The rule for later times at the end of a file; nil where there is none.
    static func rule(_ bytes: [UInt8]) -> PosixZoneRule? {
        guard bytes.last == 0x0A, let start = bytes.dropLast().lastIndex(of: 0x0A) else { return nil }
        return PosixZoneRule(String(decoding: bytes[(start + 1)..<(bytes.count - 1)], as: UTF8.self))
    }
}

/// Counts at the start of a data block.
private struct Header {
    let version: UInt8
    let utcFlags: Int
    let standardFlags: Int
    let leapSeconds: Int
    let times: Int
    let types: Int
    let nameBytes: Int

    /// Bytes of the data block; the counts have 32 bits, so nothing overflows.
    func size(timeSize: Int) -> Int {
        times * (timeSize + 1) + types * 6 + nameBytes + leapSeconds * (timeSize + 4) + standardFlags + utcFlags
    }
}

/// Transition times, and for each the index of the type that begins.
private struct Block {
    var times: [Int64] = []
    var indices: [Int] = []
    var typeOffsets: [Int] = []

    /// The zone. Before the first transition type 0 holds.
    func offsets(rule: PosixZoneRule?) -> ZoneOffsets? {
        guard let first = typeOffsets.first, indices.allSatisfy({ $0 < typeOffsets.count }) else { return nil }
        return ZoneOffsets(transitions: times, offsets: [first] + indices.map { typeOffsets[$0] }, rule: rule)
    }
}

/// Takes the parts of a file from its front.
private struct Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - position else { return false }
        position += count
        return true
    }

    /// A big-endian signed number of 1, 4 or 8 bytes. The caller has checked that they are there.
    private mutating func integer(_ size: Int) -> Int64 {
        var value: UInt64 = 0
        for byte in bytes[position..<position + size] { value = value << 8 | UInt64(byte) }
        position += size
        let unused = 64 - size * 8
        return Int64(bitPattern: value << unused) >> unused
    }

    mutating func header() -> Header? {
        guard bytes.count - position >= 44, bytes[position..<position + 4].elementsEqual("TZif".utf8) else {
            return nil
        }
        let version = bytes[position + 4]
        position += 20
        let counts = (0..<6).map { _ in Int(integer(4)) }
        guard counts.allSatisfy({ $0 >= 0 }) else { return nil }
        return Header(
            version: version,
            utcFlags: counts[0],
            standardFlags: counts[1],
            leapSeconds: counts[2],
            times: counts[3],
            types: counts[4],
            nameBytes: counts[5]
        )
    }

    /// The data block behind a header. Files that count leap seconds are refused: the server's instants do not.
    mutating func block(_ header: Header, timeSize: Int) -> Block? {
        let end = position + header.size(timeSize: timeSize)
        guard end <= bytes.count, header.leapSeconds == 0 else { return nil }
        var block = Block()
        block.times = (0..<header.times).map { _ in integer(timeSize) }
        block.indices = (0..<header.times).map { _ in Int(UInt8(truncatingIfNeeded: integer(1))) }
        for _ in 0..<header.types {
            let offset = Int(integer(4))
            position += 2
            guard abs(offset) < 26 * 3600 else { return nil }
            block.typeOffsets.append(offset)
        }
        position = end
        return block
    }

    /// The rule between two line feeds at the end.
    mutating func footer() -> String? {
        guard position < bytes.count, bytes[position] == 0x0A else { return nil }
        let text = bytes[(position + 1)...]
        guard let end = text.firstIndex(of: 0x0A) else { return nil }
        return String(decoding: text[..<end], as: UTF8.self)
    }
}
