import CivilTime
import Foundation
import IoTDBTesting
import Testing

/// `TZ` in all its spellings, beside what `date` says.
@Suite struct MachineZoneTests {
    /// The first of every other month and days around the changes of the clocks, 2026, odd seconds.
    private static let instants: [Int64] = [
        1_767_225_600, 1_772_330_405, 1_774_745_999, 1_774_746_000, 1_780_272_007, 1_785_542_411, 1_792_889_999,
        1_793_552_413,
    ]

    private static let spellings = [
        // Without daylight saving time: what follows the name lies west of Greenwich.
        "UTC-8", "UTC+8", "UTC8", "UTC0", "GMT-8", "CST-8", "EST5", "HST10", "JST-9", "IST-5:30", "NPT-5:45",
        "XXX+3:30",
        "<+0530>-5:30", "<-03>3", "<+14>-14", "<A1B>-1", "AAA-1:02:03", "AAA+12", "AAA-14", "abc-3",
        // With it, and rules of every form.
        "CET-1CEST", "AAA5BBB", "EST5EDT", "CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0/2,M10.5.0/3",
        "EST5EDT,M3.2.0,M11.1.0", "PST8PDT,M3.2.0/2,M11.1.0/2", "AEST-10AEDT,M10.1.0,M4.1.0/3",
        "NZST-12NZDT,M9.5.0,M4.1.0/3", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "IST-2IDT,M3.4.4/26,M10.5.0",
        "AAA3BBB,J60,J300", "AAA3BBB,J60/0,J300/0", "AAA3BBB,59,299", "AAA3BBB,59/1:30,299/1:30",
        "AAA-3BBB-4:30,J90,J270",
        "AAA-1BBB-3,M3.5.0,M10.5.0", "<AAA>-1<BBB>,M3.1.1,M11.4.6", "GMT0BST,M3.5.0/1,M10.5.0",
        "XYZ4ABC3,M1.1.0/0,M12.5.6/24",
        // Names.
        "UTC", "GMT", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Etc/GMT-8",
        "Etc/GMT+8", "EST", "MST7MDT", "ROC", "PRC", "GB-Eire", "America/Argentina/Ushuaia", "Pacific/Chatham", "Zulu",
        // Places.
        ":Asia/Tokyo", ":UTC-8", "posix/Asia/Tokyo", "posix/Europe/Berlin", "/usr/share/zoneinfo/Asia/Tokyo",
        ":/usr/share/zoneinfo/Europe/Berlin", "/usr/share/zoneinfo/posix/Asia/Kolkata", "../zoneinfo/Asia/Tokyo",
        "localtime", ":/etc/localtime", "posixrules", "", ":",
    ]

    /// What `date` prints for the instants: year to second, and the offset.
    private static func date(_ zone: String?) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let times = instants.map { "date -d @\($0) '+%Y-%m-%d %H:%M:%S %::z'" }
        process.arguments = ["-c", times.joined(separator: "; ")]
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"].merging(zone.map { ["TZ": $0] } ?? [:]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").map(String.init)
    }

    /// The same text from our offsets.
    private static func text(_ second: Int64, _ zone: TimeZoneID) -> String {
        let offset = zone.offsets.interval(at: second).offset
        let local = second + Int64(offset)
        let date = CivilDate(daysSince1970: local / 86_400)
        let clock = [local / 3600 % 24, local / 60 % 60, local % 60].map(pair).joined(separator: ":")
        let size = abs(offset)
        let sign = offset < 0 ? "-" : "+"
        let shift = [size / 3600, size / 60 % 60, size % 60].map { pair(Int64($0)) }.joined(separator: ":")
        return "\(date.year)-\(pair(Int64(date.month)))-\(pair(Int64(date.day))) \(clock) \(sign)\(shift)"
    }

    private static func pair(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    @Test func thereAreSixtySpellings() { #expect(Self.spellings.count >= 60) }

    @Test(arguments: spellings)
    func theZoneIsThatOfDate(spelling: String) throws {
        let expected = try Self.date(spelling)
        let machine = TimeZoneDatabase.system.machineZone(environment: spelling)
        #expect(Self.instants.map { Self.text($0, machine.zone) } == expected, "\(machine)")
    }

    @Test func withoutTZTheLinkDecides() throws {
        let machine = TimeZoneDatabase.system.machineZone(environment: nil)
        let expected = try Self.date(nil)
        #expect(Self.instants.map { Self.text($0, machine.zone) } == expected)
    }

    /// Such files count leap seconds, the server does not: the offset is right, `date` is behind, and it is said.
    @Test(arguments: [
        ("right/UTC", "UTC"), ("right/Asia/Tokyo", "Asia/Tokyo"), (":right/Asia/Kolkata", "Asia/Kolkata"),
        ("/usr/share/zoneinfo/right/Europe/Berlin", "Europe/Berlin"),
    ])
    func filesWithLeapSecondsGiveTheirOffsetAndAWarning(spelling: String, zone: String) throws {
        let machine = TimeZoneDatabase.system.machineZone(environment: spelling)
        #expect(machine.zone.name == zone)
        let expected = try Self.date(zone)
        #expect(Self.instants.map { Self.text($0, machine.zone) } == expected)
        let behind = try Self.date(spelling)
        #expect(behind != expected)
        #expect(machine.warning?.contains("counts leap seconds, times on servers do not") == true, "\(machine)")
        #expect(machine.warning?.hasSuffix("date(1) is behind by up to 27 seconds") == true)
    }

    @Test(arguments: [
        "nonsense", "ABC", "AB-3", "<A>-1", "A1B-3", "CET-1CEST,junk", "CET-1CEST,M3.5.0", "CET-1CEST,M13.1.0,M1.1.0",
        "UTC-25", "asia/tokyo", "/etc/passwd", "/nonexistent", "Mars/Olympus", "zone.tab", "Europe", "\u{1b}[2J",
    ])
    func whatCannotBeTakenWarnsAndNamesIt(spelling: String) {
        let machine = TimeZoneDatabase.system.machineZone(environment: spelling)
        #expect(machine.zone == .utc)
        #expect(machine.warning?.hasPrefix("TZ=\(spelling) is not a time zone, times are in UTC") == true)
    }

    @Test func aNearNameIsSuggested() {
        let warning = TimeZoneDatabase.system.machineZone(environment: "asia/tokyo").warning
        #expect(warning?.hasSuffix("; did you mean Asia/Tokyo?") == true)
        #expect(throws: TimeZoneError.unknown("shanghai", suggestion: "Asia/Shanghai")) { try TimeZoneID("shanghai") }
        #expect(throws: TimeZoneError.unknown("asia/shanghai", suggestion: "Asia/Shanghai")) {
            try TimeZoneID("asia/shanghai")
        }
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin", false), ("EST5EDT", "EST5EDT", false),
        ("ROC", "Asia/Taipei", false),
        ("UTC-8", "+08:00", false), ("EST", "-05:00", false), ("AAA3BBB,J60,J300", "-03:00", true),
    ])
    func theServerIsToldANameThatJavaKnows(spelling: String, name: String, warns: Bool) {
        let machine = TimeZoneDatabase.system.machineZone(environment: spelling)
        #expect(machine.zone.name == name)
        #expect((machine.warning != nil) == warns)
    }

    @Test func aCopyOfAZoneFileIsFoundByItsContents() throws {
        let folder = try TemporaryDirectory()
        let copy = folder.path + "/localtime"
        try FileManager.default.copyItem(atPath: "/usr/share/zoneinfo/Asia/Kathmandu", toPath: copy)
        let database = TimeZoneDatabase(directory: "/usr/share/zoneinfo", localTime: copy)
        #expect(["Asia/Kathmandu", "Asia/Katmandu"].contains(database.machineZone(environment: nil).zone.name))
        #expect(["Asia/Kathmandu", "Asia/Katmandu"].contains(database.machineZone(environment: copy).zone.name))
    }
}
