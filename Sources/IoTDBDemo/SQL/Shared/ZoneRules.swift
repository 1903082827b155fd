import Glibc

/// Offsets from UTC of a time zone: a fixed offset, or the transitions of a zone of the system's database.
struct ZoneRules: Sendable, Equatable {
    /// Moments in seconds at which another offset begins, ascending.
    private var moments: [Int64] = []
    /// Offset in seconds from each moment on.
    private var offsets: [Int64] = []
    /// Offset before the first moment.
    private var first: Int64 = 0

    /// Universal time.
    static let utc = ZoneRules(offset: 0)

    /// A fixed offset in seconds.
    init(offset: Int64) { first = offset }

    /// A zone by its Java name: `Z`, `UTC`, `+08:00`, `UTC+8`, `Asia/Shanghai`; nil when there is no such zone.
    init?(name: String) {
        if let offset = Self.fixedOffset(name) {
            self.init(offset: offset)
        } else {
            guard let data = Self.file(of: name) else { return nil }
            self.init(data)
        }
    }

    /// Offset in seconds that is valid at a moment in UTC seconds.
    func offset(at moment: Int64) -> Int64 {
        var low = 0
        var high = moments.count
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] <= moment { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    /// The moment at which clocks show a local time; in a gap the later offset's reading, in an overlap the earlier
    /// moment.
    func utc(ofLocal local: Int64) -> Int64 {
        let before = offset(at: local - 86_400)
        if offset(at: local - before) == before { return local - before }
        let after = offset(at: local + 86_400)
        return offset(at: local - after) == after ? local - after : local - before
    }

    private static func fixedOffset(_ name: String) -> Int64? {
        var text = Substring(name)
        for prefix in ["UTC", "GMT", "UT"] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
            break
        }
        if (text.isEmpty && !name.isEmpty) || name == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        var numbers: [Int64] = []
        if parts.count == 1, parts[0].count == 4, let both = Int64(parts[0]), both >= 0 {
            numbers = [both / 100, both % 100]
        } else {
            for part in parts {
                guard (1...2).contains(part.count), part.allSatisfy(\.isASCII), let number = Int64(part), number >= 0
                else { return nil }
                numbers.append(number)
            }
        }
        guard (1...2).contains(numbers.count), numbers[0] <= 18, numbers.count == 1 || numbers[1] < 60 else {
            return nil
        }
        let seconds = numbers[0] * 3600 + (numbers.count == 2 ? numbers[1] * 60 : 0)
        guard seconds <= 18 * 3600 else { return nil }
        return sign == "-" ? -seconds : seconds
    }

    /// The file of a zone, at most 64 KiB; the name may hold no dot, so that it stays below the folder.
    private static func file(of name: String) -> [UInt8]? {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2F, 0x5F, 0x2D, 0x2B].contains(byte)
        }
        guard !name.isEmpty, name.utf8.count < 64, isPlain, name.first != "/" else { return nil }
        let descriptor = open("/usr/share/zoneinfo/" + name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        return count > 0 ? Array(bytes[..<count]) : nil
    }

    /// Reads the 64-bit part of a TZif file (RFC 8536).
    private init?(_ data: [UInt8]) {
        func number(_ at: Int, _ width: Int) -> Int64? {
            guard at >= 0, at + width <= data.count else { return nil }
            var value: Int64 = data[at] >= 0x80 ? -1 : 0
            for byte in data[at..<(at + width)] { value = value << 8 | Int64(byte) }
            return value
        }
        func counts(_ at: Int) -> [Int]? {
            var counts: [Int] = []
            for index in 0..<6 {
                guard let count = number(at + 20 + index * 4, 4), (0...10_000).contains(count) else { return nil }
                counts.append(Int(count))
            }
            return counts
        }
        guard data.starts(with: Array("TZif".utf8)), let old = counts(0) else { return nil }
        let start = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
        guard let sizes = counts(start) else { return nil }
        let times = start + 44
        let indices = times + sizes[3] * 8
        let types = indices + sizes[3]
        guard sizes[4] > 0, let zero = number(types, 4) else { return nil }
        first = zero
        for index in 0..<sizes[3] {
            guard let moment = number(times + index * 8, 8), indices + index < data.count,
                let offset = number(types + Int(data[indices + index]) * 6, 4)
            else { return nil }
            moments.append(moment)
            offsets.append(offset)
        }
    }
}
