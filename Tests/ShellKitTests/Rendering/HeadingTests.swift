import IoTDBTesting
import IoTDBWire
import Testing

@testable import ShellKit

/// Names of columns that fit a screen.
@Suite
struct HeadingTests {
    private func layout(_ names: [String], stacks: Bool = true) -> HeadingLayout {
        HeadingLayout(short: names, stacks: stacks)
    }

    @Test
    func oneDeviceStandsAboveTheTable() {
        let layout = layout(["Time", "root.f.line1.m1.temperature", "root.f.line1.m1.status"])
        #expect(layout.shared == "root.f.line1.m1")
        #expect(layout.headings.map(\.name) == ["Time", "temperature", "status"])
        #expect(!layout.hasDevices)
    }

    @Test
    func functionsKeepTheirFrame() {
        let layout = layout(["avg(root.f.m1.temperature)", "max_value(root.f.m1.`a.b`) + 1", "count(root.f.m1.s)"])
        #expect(layout.shared == "root.f.m1")
        #expect(layout.headings.map(\.name) == ["avg(temperature)", "max_value(`a.b`) + 1", "count(s)"])
    }

    @Test
    func severalDevicesStandOverTheirMeasurements() {
        let layout = layout([
            "Time", "root.f.l1.m1.t", "root.f.l1.m2.t", "avg(root.f.l1.m2.s)", "root.f.l1.m1.t + root.f.l1.m2.t",
        ])
        #expect(layout.shared == "root.f.l1")
        #expect(layout.headings.map(\.device) == ["", "m1", "m2", "m2", ""])
        #expect(layout.headings.map(\.name) == ["Time", "t", "t", "avg(s)", "m1.t + m2.t"])
    }

    @Test
    func aLineForEachColumnHasWholeNames() {
        let layout = layout(["Time", "root.f.l1.m1.t", "root.f.l1.m2.t"], stacks: false)
        #expect(layout.shared == "root.f.l1")
        #expect(layout.headings.map(\.name) == ["Time", "m1.t", "m2.t"])
    }

    @Test
    func quotedNodesAreOneLevel() {
        let layout = layout(["root.`a.b`.d.s", "root.`a.b`.d.`root.x.y`", "root.`a.b`.d.`x``.y`"])
        #expect(layout.shared == "root.`a.b`.d")
        #expect(layout.headings.map(\.name) == ["s", "`root.x.y`", "`x``.y`"])
        #expect(self.layout(["root.a.b.s", "root.a.`b.c`.s"]).shared == "root.a")
    }

    @Test(
        arguments: [
            ["Time"], ["a", "b"], ["root.a", "root.b"], ["count(root.**)"], ["reroot.a.b.c", "xroot.a.b.d"],
            ["'root.a.b.c'"], ["root.a.b.s", "s"], ["root.", "root..a", "root.a.`b"], ["rooted.a.b", "a.root.b.c"], [],
        ]
    )
    func namesStayFullWhereShortOnesGainNothingOrAreAmbiguous(names: [String]) {
        #expect(layout(names) == HeadingLayout(full: names))
    }

    @Test
    func devicesOfDifferentDatabasesAreStacked() {
        let layout = layout(["Time", "root.a.d.s", "root.b.d.s"])
        #expect(layout.shared == nil)
        #expect(layout.headings.map(\.device) == ["", "root.a.d", "root.b.d"])
    }

    @Test
    func randomNamesAreNeverAmbiguousAndCanBePutTogetherAgain() {
        var generator = SeededGenerator(seed: 5)
        let nodes = ["a", "b", "`x.y`", "`r(oot.`", "c1", "温度", "`a``b`"]
        for _ in 0..<3000 {
            let names = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                let path = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                    nodes[Int.random(in: 0..<nodes.count, using: &generator)]
                }
                let name = (["root"] + path).joined(separator: ".")
                return Int.random(in: 0...3, using: &generator) == 0 ? "avg(\(name))" : name
            }
            let layout = layout(names, stacks: Bool.random(using: &generator))
            let shown = layout.headings.map { $0.device + "\n" + $0.name }
            #expect(Set(zip(names, shown).map { $0 + "\n" + $1 }).count == Set(names).count)
            #expect(Set(shown).count == Set(names).count)
        }
    }

    @Test
    func aTableShowsTheDeviceOnce() throws {
        let (columns, page) = sample([
            "Time", "root.factory.line1.machine1.temperature", "root.factory.line1.machine1.status",
        ])
        var options = RenderOptions()
        options.isTerminal = true
        options.width = 80
        #expect(
            try render(ResultFormat.table.renderer(options), columns, [page]) == """
                root.factory.line1.machine1
                           Time           | temperature | status 
                --------------------------+-------------+--------
                 1970-01-01T00:00:00.000Z |           1 |      1
                (1 row)


                """
        )
        options.headings = .full
        #expect(
            try render(ResultFormat.table.renderer(options), columns, [page]).contains(
                "| root.factory.line1.machine1.status "
            )
        )
        options.headings = .auto
        options.isTerminal = false
        #expect(
            try render(ResultFormat.table.renderer(options), columns, [page]).contains(
                "| root.factory.line1.machine1.status "
            )
        )
        options.headings = .short
        #expect(
            try render(ResultFormat.vertical.renderer(options), columns, [page]) == """
                root.factory.line1.machine1
                -[ RECORD 1 ]-------------------------
                Time        | 1970-01-01T00:00:00.000Z
                temperature | 1
                status      | 1


                """
        )
        for format in ResultFormats.all where format.audience == .machines && !["none", "insert"].contains(format.name)
        {
            let text = try render(format.renderer(options), columns, [page])
            #expect(text.contains("root.factory.line1.machine1.status"), "\(format.name)")
        }
    }

    @Test
    func headingsThatDoNotFitAreFolded() throws {
        let (columns, page) = sample(
            ["Time", "root.f.machine1.temperature_of_the_bearing", "root.f.machine1.status", "root.f.machine2.status"]
        )
        var options = RenderOptions()
        options.isTerminal = true
        options.width = 64
        let lines = try render(ResultFormat.box.renderer(options), columns, [page]).split(separator: "\n")
        #expect(
            lines.dropLast().allSatisfy { DisplayWidth.columns(of: String($0)) <= 64 },
            "\(lines.joined(separator: "\n"))"
        )
    }

    @Test
    func foldedTextIsComplete() {
        for width in 1...20 {
            for text in ["temperature_of_the_bearing", "avg(root.a.b)", "汉字宽度abc", "a b", ""] {
                let lines = FoldedHeading.lines(of: text, width: width)
                #expect(lines.joined() == text)
                #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= max(2, width) })
            }
        }
        #expect(FoldedHeading.lines(of: "temperature_of_the_bearing", width: 16) == ["temperature_of_", "the_bearing"])
        let camel = FoldedHeading.lines(of: "SchemaReplicationFactor", width: 12)
        #expect(camel.joined() == "SchemaReplicationFactor")
        #expect(camel.first == "Schema")
        #expect(FoldedHeading.lines(of: "TimePartitionInterval", width: 16) == ["TimePartition", "Interval"])
    }

    private func sample(_ names: [String]) -> ([ResultColumn], Page) {
        var block = TsBlock(rows: 1, times: [0])
        for _ in names.dropFirst() { block.columns.append(.int32([1])) }
        let columns = names.enumerated().map {
            ResultColumn(name: $1, type: $0 == 0 ? .timestamp : .int32, blockIndex: $0 - 1)
        }
        return (columns, block.page)
    }
}
