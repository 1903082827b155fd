import Testing

@testable import IoTDBDemo

@Suite("Zone rules")
struct ZoneRulesTests {
    @Test(
        "fixed offsets in Java's spellings",
        arguments: [
            ("Z", 0), ("UTC", 0), ("+08:00", 28_800), ("+8", 28_800), ("+0800", 28_800), ("UTC+8", 28_800),
            ("GMT-3", -10_800), ("-05:30", -19_800),
        ]
    )
    func fixed(name: String, offset: Int64) throws {
        #expect(try #require(ZoneRules(name: name)).offset(at: 0) == offset)
    }

    @Test(
        "names that are no zone",
        arguments: ["", "Nowhere/City", "+19:00", "../../etc/passwd", "/etc/passwd", "+1:2:3", "UTC+x"]
    )
    func bad(name: String) {
        #expect(ZoneRules(name: name) == nil)
    }

    @Test("offsets of a zone change with summer time")
    func summer() throws {
        let berlin = try #require(ZoneRules(name: "Europe/Berlin"))
        #expect(berlin.offset(at: 1_704_067_200) == 3600)
        #expect(berlin.offset(at: 1_719_792_000) == 7200)
        // 2024-03-31T01:59:59 and T03:00:00 are neighbours; 02:30 does not exist and is read with the offset before.
        #expect(berlin.utc(ofLocal: 1_711_850_399) == 1_711_846_799)
        #expect(berlin.utc(ofLocal: 1_711_854_000) == 1_711_846_800)
        #expect(berlin.utc(ofLocal: 1_711_852_200) == 1_711_848_600)
    }
}
