import IoTDBWire
import ShellKit
import Testing

/// Legends fit the window: wider ones would send the chart to a pager.
@Suite struct ChartLegendTests {
    private func legend(_ name: String, width: Int, _ arguments: [String] = []) throws -> String {
        let columns: [(String, [Value])] = [(name, [.double(1), .double(2)])]
        let text = try ChartSample.chart(
            [0, 1000],
            columns,
            arguments,
            frame: ChartFrame(width: width, height: 4, cutsNames: true)
        )
        return text.split(separator: "\n").first.map(String.init) ?? ""
    }

    @Test func aLongNameKeepsItsEnd() throws {
        let (name, figures) = ("root.factory.line1.machine3.temperature", "  min 1  max 2  last 2")
        #expect(try legend(name, width: 61) == name + figures)
        #expect(try legend(name, width: 60) == "…" + name.suffix(37) + figures)
        #expect(try legend(name, width: 50) == "…" + name.suffix(27) + figures)
        #expect(try legend(name, width: 10) == "…" + name.suffix(11) + figures)
        #expect(try legend(name, width: 50, ["style=ascii"]) == ".." + name.suffix(26) + figures)
    }

    @Test func wideCharactersAreMeasured() throws {
        #expect(try legend("root.工厂.温度温度温度温度温度", width: 45) == "….温度温度温度温度温度  min 1  max 2  last 2")
    }
}
