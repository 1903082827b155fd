/// A time zone as the server knows it: a name of the time zone database, or an offset.
package struct TimeZoneID: Sendable, Equatable, CustomStringConvertible {
    /// The spelling that is sent to the server; Java's `ZoneId.of` accepts it. Offsets are normalised to `+08:00`.
    package let name: String
    /// The zone's offsets from UTC.
    package let offsets: ZoneOffsets

    /// Universal time, without any file.
    package static let utc = TimeZoneID(name: "UTC", offsets: ZoneOffsets(fixed: 0))

    init(name: String, offsets: ZoneOffsets) {
        self.name = name
        self.offsets = offsets
    }

    /// The name.
    package var description: String { name }

    /// Whether both have the same name for the server.
    package static func == (one: TimeZoneID, other: TimeZoneID) -> Bool { one.name == other.name }

    /// Reads `Asia/Shanghai`, `UTC`, `Z`, `+08:00`, `-0330`, `GMT+8` and the like.
    ///
    /// - Parameter database: Where the names are looked up.
    package init(_ text: String, database: TimeZoneDatabase = .system) throws(TimeZoneError) {
        if Self.universalNames.contains(text) {
            self.init(name: text, offsets: ZoneOffsets(fixed: 0))
        } else if let hours = Self.fixedAbbreviations[text] {
            self.init(name: Self.offsetName(hours * 3600), offsets: ZoneOffsets(fixed: hours * 3600))
        } else if let offset = try Self.offset(of: text) {
            self.init(
                name: offset.prefix + Self.offsetName(offset.seconds),
                offsets: ZoneOffsets(fixed: offset.seconds)
            )
        } else {
            let name = Self.otherNames[text] ?? text
            self.init(name: name, offsets: try database.offsets(named: name))
        }
    }

    /// Names for offset zero that need no file; Java takes each of them.
    private static let universalNames: Set<String> = [
        "UTC", "GMT", "UT", "Z", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal",
        "Zulu",
    ]

    /// Names of the time zone database that Java does not have, and the same zone's other name.
    private static let otherNames = ["ROC": "Asia/Taipei"]

    /// Names of the time zone database that Java refuses, with the hours they stand for.
    private static let fixedAbbreviations = ["EST": -5, "MST": -7, "HST": -10]

    /// The offset in `+08:00` or `GMT+8`, with the prefix that Java keeps in the name; nil when the text is not of that
    /// form.
    private static func offset(of text: String) throws(TimeZoneError) -> (prefix: String, seconds: Int)? {
        let prefix = ["UTC", "GMT", "UT"].first { text.hasPrefix($0) } ?? ""
        let rest = text.utf8.dropFirst(prefix.utf8.count)
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        guard let magnitude = seconds(of: rest.dropFirst()) else { throw .invalid(text) }
        guard magnitude <= 18 * 3600 else { throw .offsetOutOfRange(text) }
        return (prefix, sign == UInt8(ascii: "-") ? -magnitude : magnitude)
    }

    /// Seconds in `8`, `08`, `0830`, `083015`, `8:30`, `08:30` or `08:30:15`.
    private static func seconds(of text: Substring.UTF8View) -> Int? {
        let fields: [Substring.UTF8View]
        if text.contains(UInt8(ascii: ":")) {
            fields = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard fields.dropFirst().allSatisfy({ $0.count == 2 }) else { return nil }
        } else if text.count <= 2 {
            fields = [text]
        } else {
            guard text.count == 4 || text.count == 6 else { return nil }
            fields = [text.prefix(2), text.dropFirst(2).prefix(2), text.dropFirst(4)].filter { !$0.isEmpty }
        }
        guard (1...3).contains(fields.count), (1...2).contains(fields[0].count) else { return nil }
        var total = 0
        for (field, unit) in zip(fields, [3600, 60, 1]) {
            guard field.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
            guard let value = Int(Substring(field)), unit == 3600 || value < 60 else { return nil }
            total += value * unit
        }
        return total
    }

    /// An offset as Java spells it.
    static func offsetName(_ seconds: Int) -> String {
        OffsetText.text(seconds)
    }
}
