import CivilTime
import Foundation
import IoTDBTesting
import Testing

@Suite
struct TimeZoneIDTests {
    @Test(arguments: [
        ("+08:00", "+08:00", 28_800), ("-03:30", "-03:30", -12_600), ("+8", "+08:00", 28_800),
        ("-0330", "-03:30", -12_600),
        ("+080543", "+08:05:43", 29_143), ("+8:30", "+08:30", 30_600), ("+00:00", "Z", 0), ("Z", "Z", 0),
        ("UTC", "UTC", 0),
        ("GMT+8", "GMT+08:00", 28_800), ("UTC-02:30", "UTC-02:30", -9_000), ("UT+1", "UT+01:00", 3_600),
        ("+18:00", "+18:00", 64_800), ("EST", "-05:00", -18_000),
    ])
    func offsetsNeedNoFile(text: String, name: String, seconds: Int) throws {
        let nowhere = TimeZoneDatabase(directory: "/nonexistent", localTime: "/nonexistent/localtime")
        let zone = try TimeZoneID(text, database: nowhere)
        #expect(zone.name == name)
        #expect(zone.offsets.interval(at: 0).offset == seconds)
    }

    @Test(arguments: ["+19:00", "-18:01", "GMT+25"])
    func offsetsBeyondEighteenHoursAreRefused(text: String) {
        #expect(throws: TimeZoneError.offsetOutOfRange(text)) { try TimeZoneID(text) }
    }

    @Test(arguments: [
        "", "+", "+8:3", "+08:60", "+1:2:3:4", "+abc", "+123", "/etc/passwd", "../../etc/passwd", "Europe/../UTC",
        "Asia/Shang hai",
        "Europe\u{0}Berlin", "posix/UTC", "right/UTC", "localtime", "Factory", String(repeating: "a", count: 65),
    ])
    func whatIsNoZoneIsRefused(text: String) {
        #expect(throws: TimeZoneError.invalid(text)) { try TimeZoneID(text) }
    }

    @Test(arguments: ["Nowhere/City", "zone.tab".replacing(".", with: "_"), "Europe"])
    func unknownNamesAreToldApart(text: String) {
        #expect(throws: TimeZoneError.unknown(text)) { try TimeZoneID(text) }
    }

    @Test
    func aMissingDatabaseIsNamed() throws {
        let empty = try TemporaryDirectory()
        let missing = empty.path + "/zoneinfo"
        let nowhere = TimeZoneDatabase(directory: missing, localTime: empty.path + "/localtime")
        #expect(throws: TimeZoneError.databaseMissing(directory: missing)) {
            try TimeZoneID("Asia/Shanghai", database: nowhere)
        }
        #expect(nowhere.machineZone(environment: nil).zone == .utc)
    }

    @Test(arguments: [
        ("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo"), ("", "UTC"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("CST-8", "+08:00"), ("<+0530>-5:30", "+05:30"), ("UTC", "UTC"), ("UTC0", "Z"),
    ])
    func theEnvironmentNamesTheMachinesZone(value: String, name: String) {
        #expect(TimeZoneDatabase.system.machineZone(environment: value).zone.name == name)
    }

    @Test
    func theLinkNamesTheMachinesZone() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zone-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let link = folder.appendingPathComponent("localtime").path
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: "/usr/share/zoneinfo/Asia/Kolkata"
        )
        let database = TimeZoneDatabase(directory: "/usr/share/zoneinfo", localTime: link)
        #expect(database.machineZone(environment: nil).zone.name == "Asia/Kolkata")
        #expect(database.machineZone(environment: "No/Such").warning?.contains("No/Such") == true)
        #expect(database.machineZone(environment: "EST5EDT,M3.2.0,M11.1.0").zone.name == "America/New_York")
    }

    static let zones = [
        "Africa/Cairo", "Africa/Johannesburg", "America/Anchorage", "America/Argentina/Buenos_Aires", "America/Chicago",
        "America/Havana", "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
        "Asia/Amman",
        "Asia/Dubai", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Tehran",
        "Asia/Tokyo", "Atlantic/Azores", "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Sydney",
        "Europe/Berlin",
        "Europe/Dublin", "Europe/Istanbul", "Europe/London", "Europe/Moscow", "Pacific/Apia", "Pacific/Auckland",
        "Pacific/Chatham", "Pacific/Kiritimati",
    ]

    /// Foundation brings its own copy of the database, so this compares two sources and two readers.
    @Test(arguments: zones)
    func offsetsAreThoseOfAnIndependentReader(name: String) throws {
        let offsets = try TimeZoneID(name).offsets
        let other = try #require(TimeZone(identifier: name))
        // Every 18 days and some odd seconds from 2000 to 2022: releases of the database still revise older times.
        for second in stride(from: Int64(946_684_800), to: 1_640_995_200, by: 1_579_201) {
            let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            #expect(offsets.interval(at: second).offset == expected, "\(name) at \(second)")
        }
    }

    @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
    func intervalsMeetWithoutGaps(name: String) throws {
        let offsets = try TimeZoneID(name).offsets
        var interval = offsets.interval(at: 0)
        for _ in 0..<300 {
            #expect(interval.start < interval.end)
            guard interval.end != .max else { return }
            let next = offsets.interval(at: interval.end)
            #expect(next.start == interval.end)
            #expect(offsets.interval(at: interval.end - 1).offset == interval.offset)
            interval = next
        }
    }
}
