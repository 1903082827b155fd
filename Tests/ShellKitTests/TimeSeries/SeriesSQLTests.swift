import CivilTime
import IoTDBWire
import ShellKit
import Testing

@Suite
struct SeriesPathTests {
    @Test
    func levelsAreQuotedWhereTheyNeedIt() throws {
        for (text, sql) in [
            ("root", "root"), ("root.ln.d1.t", "root.ln.d1.t"), ("ROOT.ln", "root.ln"),
            ("root.a-b.1", "root.`a-b`.`1`"),
            ("root.`a.b`.c", "root.`a.b`.c"), ("root.`a``b`", "root.`a``b`"), ("root.**", "root.**"),
            ("root.d*.s", "root.d*.s"), ("root.温度", "root.`温度`"), ("root.`plain`", "root.plain"),
        ] {
            #expect(try SeriesPath(parsing: text).description == sql)
        }
    }

    @Test
    func whatIsNoPathIsRefused() {
        for text in ["", "plant", "root..a", "root.", "root.`a", "root.a\u{0}", "root.``"] {
            #expect(throws: SeriesError.self, "\(text)") { try SeriesPath(parsing: text) }
        }
    }

    @Test
    func statementsOnAPathNameItOnlyQuoted() throws {
        let path = try SeriesPath(parsing: "root.x; drop database root.x")
        #expect(SeriesSQL.listSeries(path, limit: 5) == "SHOW TIMESERIES root.`x; drop database root`.x LIMIT 5")
    }

    @Test
    func blanksInsideOfQuotesPartNothing() {
        #expect(SeriesPath.words(["root.`a", "b`.c", "1m"]) == ["root.`a b`.c", "1m"])
        #expect(SeriesPath.words(["db.\"a", "`", "b\"", "x"]) == ["db.\"a ` b\"", "x"])
        #expect(SeriesPath.words(["`open", "end"]) == ["`open end"])
    }

    @Test
    func wildcardsAndParents() throws {
        let path = try SeriesPath(parsing: "root.a.`b*`")
        #expect(!path.hasWildcard)
        #expect(path.split?.prefix.description == "root.a")
        #expect(path.split?.last == "`b*`")
        #expect(path.below.description == "root.a.`b*`.**")
        #expect(path.below.hasWildcard)
        #expect(try SeriesPath(parsing: "root").split == nil)
    }
}

@Suite
struct SeriesSQLTests {
    private static let tree = SeriesTarget.tree([
        TreeSeries(path: "root.ln.d1.t", type: .double), TreeSeries(path: "root.ln.`d 2`.s", type: .text),
    ])
    private static let table = SeriesTarget.table(
        TableSeries(
            name: "\"plant\".\"big\"",
            tags: ["site", "a\"b"],
            fields: [.init(name: "v", type: .double), .init(name: "note", type: .string)]
        )
    )

    @Test
    func pointsInOrder() {
        #expect(
            SeriesSQL.points(Self.tree, TimeWindow(start: 5, end: 9))
                == "SELECT ln.d1.t, ln.`d 2`.s FROM root WHERE time >= 5 AND time <= 9"
        )
        #expect(
            SeriesSQL.points(Self.table, TimeWindow()) == """
                SELECT "time", "site", "a""b", "v", "note" FROM "plant"."big" ORDER BY "site", "a""b", "time"
                """
        )
    }

    @Test
    func lastValues() throws {
        #expect(
            SeriesSQL.latest(try SeriesPath(parsing: "root.ln.d1.t"), below: false) == "SELECT LAST t FROM root.ln.d1"
        )
        #expect(
            SeriesSQL.latest(try SeriesPath(parsing: "root.ln.d1"), below: true) == "SELECT LAST ** FROM root.ln.d1"
        )
        #expect(SeriesSQL.latest(try SeriesPath(parsing: "root.ln.**"), below: false) == "SELECT LAST ** FROM root.ln")
        guard case .table(let table) = Self.table else { return }
        #expect(
            SeriesSQL.latest(try table.only("v").grouped(by: "SITE")) == """
                SELECT "site", last("v"), last_by("time", "v") FROM "plant"."big" GROUP BY "site" ORDER BY "site"
                """
        )
    }

    @Test
    func whatTailsAsk() {
        #expect(
            SeriesSQL.newest(Self.tree, count: 3)
                == "SELECT ln.d1.t, ln.`d 2`.s FROM root ORDER BY TIME DESC LIMIT 3"
        )
        #expect(SeriesSQL.following(Self.tree, from: 7) == "SELECT ln.d1.t, ln.`d 2`.s FROM root WHERE time >= 7")
        #expect(
            SeriesSQL.following(Self.table, from: nil) == """
                SELECT "time", "site", "a""b", "v", "note" FROM "plant"."big" ORDER BY "time", "site", "a""b"
                """
        )
        let one = SeriesTarget.table(
            TableSeries(name: "t", tags: ["k"], fields: [TableSeries.Field(name: "v", type: .double)])
        )
        #expect(
            SeriesSQL.newest(one, count: 3) == """
                SELECT "time", "k", "v" FROM t WHERE "v" IS NOT NULL ORDER BY "time" DESC, "k" DESC LIMIT 3
                """
        )
        #expect(
            SeriesSQL.following(one, from: 7) == """
                SELECT "time", "k", "v" FROM t WHERE "time" >= 7 AND "v" IS NOT NULL ORDER BY "time", "k"
                """
        )
        #expect(SeriesSQL.count(one, before: 7) == #"SELECT count("v") FROM t WHERE "time" < 7"#)
        #expect(
            SeriesSQL.count(Self.tree, before: 7) == "SELECT count(ln.d1.t), count(ln.`d 2`.s) FROM root WHERE time < 7"
        )
    }

    @Test
    func columnsThatAreNotThereAreNamed() {
        guard case .table(let table) = Self.table else { return }
        #expect(throws: SeriesError("table \"plant\".\"big\" has no column x of values; there are v, note")) {
            try table.only("x")
        }
        #expect(throws: SeriesError("table \"plant\".\"big\" has no tag x; there are site, a\"b")) {
            try table.grouped(by: "x")
        }
    }
}

@Suite
struct SampleQueryTests {
    private let hour: Int64 = 3_600_000

    private func query(
        _ interval: Int64,
        _ aggregates: [String] = [],
        zone: String = "UTC",
        start: Int64 = 0
    ) throws -> SampleQuery {
        try SampleQuery(
            interval: interval,
            aggregates: aggregates,
            precision: .milliseconds,
            zone: try TimeZoneID(zone),
            start: start
        )
    }

    @Test
    func treeQueriesGroupByTime() throws {
        let target = SeriesTarget.tree([TreeSeries(path: "root.d.s", type: .double)])
        #expect(
            try query(hour).sql(target, 5...7_199_999)
                == "SELECT avg(d.s) FROM root WHERE time >= 5 GROUP BY ([0, 7200000), 1h)"
        )
        #expect(
            try query(hour, ["min", "max"]).sql(target, 0...1)
                == "SELECT min_value(d.s), max_value(d.s) FROM root WHERE time >= 0 GROUP BY ([0, 2), 1h)"
        )
    }

    @Test
    func tableQueriesGroupByDateBin() throws {
        let target = SeriesTarget.table(
            TableSeries(
                name: "big",
                tags: ["tag"],
                fields: [.init(name: "v", type: .double), .init(name: "s", type: .text)]
            )
        )
        #expect(
            try query(hour).sql(target, 0...9) == """
                SELECT date_bin(1h, "time", 0) AS "time", "tag", avg("v") AS "v", last("s") AS "s" FROM big \
                WHERE "time" >= 0 AND "time" <= 9 GROUP BY date_bin(1h, "time", 0), "tag" ORDER BY "tag", 1
                """
        )
    }

    @Test
    func daysBeginAtMidnightOfTheZone() throws {
        let day = 24 * hour
        let query = try query(day, zone: "Asia/Shanghai", start: 1_704_067_200_000)
        #expect(query.beginning(of: 1_704_067_200_000) == 1_704_038_400_000)
        #expect(try self.query(7 * day).beginning(of: 1_704_067_200_000) == 1_704_067_200_000)
    }

    @Test
    func intervalsForAScreenAreRound() {
        let length: UInt64 = 86_400_000
        #expect(SampleQuery.automatic(length, count: 80, .milliseconds) == 1_800_000)
        #expect(SampleQuery.automatic(length, count: 1, .milliseconds) == 2 * 86_400_000)
        #expect(SampleQuery.automatic(100, count: 80, .nanoseconds) == 2)
        #expect(SampleQuery.automatic(.max, count: 80, .milliseconds) > 0)
        for count in [1, 10, 80, 200] {
            let interval = SampleQuery.automatic(length, count: count, .milliseconds)
            #expect(length / UInt64(interval) <= UInt64(count))
        }
    }

    @Test
    func functionsThatDoNotSuitAreNamed() throws {
        #expect(throws: SeriesError.self) { try query(hour, ["median"]) }
        let texts = SeriesTarget.tree([TreeSeries(path: "root.d.s", type: .text)])
        #expect(throws: SeriesError.self) { try query(hour, ["sum"]).checkedSQL(texts, 0...1) }
        #expect(try query(hour).checkedSQL(texts, 0...1).hasPrefix("SELECT last_value(d.s)"))
    }
}

@Suite
struct TreeQueryTests {
    @Test
    func theConditionIsPutInWhereItBelongs() throws {
        for (query, following) in [
            ("select s from root.d", "select s from root.d WHERE time >= 5  LIMIT 9"),
            (
                "select s from root.d where s > 1 or s < 0",
                "select s from root.d where time >= 5 AND ( s > 1 or s < 0)  LIMIT 9"
            ),
            ("SELECT `where` FROM root.d", "SELECT `where` FROM root.d WHERE time >= 5  LIMIT 9"),
            ("SELECT s FROM root.d WITHOUT NULL ANY", "SELECT s FROM root.d  WHERE time >= 5 WITHOUT NULL ANY LIMIT 9"),
        ] {
            #expect(try TreeQuery(query).following("time >= 5", limit: 9) == following)
        }
        #expect(try TreeQuery("select s from root.d").following(nil, limit: 9) == "select s from root.d LIMIT 9")
        #expect(try TreeQuery("select s from root.d").newest(2) == "select s from root.d ORDER BY TIME DESC LIMIT 2")
    }

    @Test
    func queriesThatCannotBeFollowedAreRefused() {
        for query in [
            "select avg(s) from root.d group by ([0, 5), 1ms)", "select s from root.d limit 5",
            "select last s from root.d", "select s into root.e(s) from root.d", "select s from root.d align by device",
        ] {
            #expect(throws: SeriesError.self, "\(query)") { try TreeQuery(query) }
        }
    }
}

@Suite
struct TailOptionsTests {
    @Test
    func optionsStandBeforeTheSubject() throws {
        let options = try TailOptions("-n 5 -f -i 0.5 select s from root.d ")
        #expect(options.count == 5 && options.follows)
        #expect(options.interval == .milliseconds(500))
        #expect(options.subject == "select s from root.d")
        #expect(try TailOptions("root.d.s").count == 10)
    }

    @Test
    func whatIsWrongIsNamed() {
        for text in ["", "-f", "-n x root", "-n -1 root", "-i 0 root", "-x root", "-n", "-i nan root"] {
            #expect(throws: SeriesError.self, "\(text)") { try TailOptions(text) }
        }
    }
}

@Suite
struct SeriesClockTests {
    private let clock = SeriesClock(zone: .utc, precision: .milliseconds, now: 1_704_067_200_000)

    private func window(_ text: String) throws -> (TimeWindow, [String]) {
        var words = text.split(separator: " ").map(String.init)
        let window = try clock.window(&words)
        return (window, words)
    }

    @Test
    func rangesStandAtTheEnd() throws {
        #expect(try window("root.d last 1d").0 == TimeWindow(start: 1_703_980_800_000, end: 1_704_067_200_000))
        #expect(try window("root.d since 2024-01-01").0 == TimeWindow(start: 1_704_067_200_000))
        #expect(try window("root.d 5..9").0 == TimeWindow(start: 5, end: 8, limit: 9))
        #expect(try window("root.d 5..").0 == TimeWindow(start: 5))
        #expect(try window("root.d ..now").0 == TimeWindow(end: 1_704_067_199_999, limit: 1_704_067_200_000))
        #expect(try window("a b").1 == ["a", "b"])
        #expect(try window("a last 5m").1 == ["a"])
        #expect(try window("a 5..9").0.closed == 5...8)
    }

    @Test
    func rangesThatMakeNoSenseAreRefused() {
        for text in ["d last x", "d since never", "d 9..5", "d 2024-02-30..", "d a..b"] {
            #expect(throws: SeriesError.self, "\(text)") { try window(text) }
        }
    }

    @Test
    func agesAreToldByTheClock() {
        #expect(clock.age(of: 1_704_067_200_000 - 60_000) == "1m ago")
        #expect(clock.age(of: 1_704_067_200_000) == "now")
    }
}

@Suite
struct NodeCountsTests {
    @Test
    func childrenAreSortedAndCut() {
        var counts = NodeCounts()
        for index in (0..<200).reversed() { counts.add("root.a.d\(index)", 2) }
        counts.add("root.b.`x.y`", 1)
        #expect(counts.children(of: "root.a").count == 50)
        #expect(counts.children(of: "root.a").first?.name == "d0")
        #expect(counts.rest(of: "root.a")?.nodes == 150)
        #expect(counts.rest(of: "root.a")?.count == 300)
        #expect(counts.children(of: "root.b").map(\.name) == ["`x.y`"])
        #expect(counts.paths.count == 51)
    }

    @Test
    func onlyWantedParentsAreKept() {
        var counts = NodeCounts(childrenOf: ["root.a"])
        counts.add("root.a.x", 1)
        counts.add("root.b.x", 1)
        counts.add("root", 1)
        #expect(counts.paths == ["root.a.x"])
    }
}
