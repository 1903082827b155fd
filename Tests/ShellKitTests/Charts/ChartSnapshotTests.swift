import ShellKit
import Testing

/// Whole outputs of charts in every situation.
@Suite
struct ChartSnapshotTests {
    @Test(arguments: ChartSituation.all.map(\.name))
    func plotsLookAsRecorded(name: String) throws {
        let situation = try #require(ChartSituation.all.first { $0.name == name })
        let text = try situation.text(.plot)
        #expect(text == PlotSnapshots.plots[name], "\(name)\n\(text)")
    }

    @Test(arguments: SparkSnapshots.sparks.keys.sorted())
    func sparklinesLookAsRecorded(name: String) throws {
        let situation = try #require(ChartSituation.all.first { $0.name == name })
        let text = try situation.text(.spark)
        #expect(text == SparkSnapshots.sparks[name], "\(name)\n\(text)")
    }

    @Test(arguments: SparkSnapshots.histograms.keys.sorted())
    func histogramsLookAsRecorded(name: String) throws {
        let situation = try #require(ChartSituation.all.first { $0.name == name })
        let text = try situation.text(.histogram)
        #expect(text == SparkSnapshots.histograms[name], "\(name)\n\(text)")
    }

    @Test
    func namesOfSituationsAreDifferent() {
        #expect(Set(ChartSituation.all.map(\.name)).count == ChartSituation.all.count)
    }
}
