import IoTDBWire
import Testing

/// One rule for names: the label, else the measurement, else either in snake case; a name that no column answers is an
/// error.
@Suite struct KeyRuleTests {
    private func row(_ labels: String...) -> Row {
        let columns = labels.map { ResultColumn(name: $0, type: .double, blockIndex: 4) }
        return SampleRows.row(0, columns: columns)
    }

    private struct Reading: Decodable {
        let temperature: Double?
    }

    private struct Speed: Decodable {
        let lineSpeed: Double
    }

    @Test func aMeasurementStandsForItsPath() throws {
        #expect(try row("root.plant.d0.temperature").decode(Reading.self).temperature == 0.1)
        #expect(try row("root.plant.d0.`a.b`").get(Double.self, named: "a.b") == 0.1)
        #expect(row("root.plant.d0.temperature")["temperature"] == .double(0.1))
        #expect(row("avg(root.plant.d0.temperature)")["temperature"] == nil)
    }

    @Test func theLabelCountsFirst() throws {
        #expect(try row("root.plant.d0.temperature", "temperature").position(of: "temperature") == 1)
    }

    @Test func aMeasurementOfSeveralPathsIsAnError() {
        #expect(throws: IoTDBError(.columnNotFound, "")) {
            try row("root.a.temperature", "root.b.temperature").decode(Reading.self)
        }
    }

    @Test func aKeyThatNoColumnAnswersIsAnErrorUnlessAskedOtherwise() throws {
        #expect(throws: IoTDBError(.columnNotFound, "")) { try row("temprature").decode(Reading.self) }
        #expect(try row("temprature").decode(Reading.self, missingColumns: .asNull).temperature == nil)
    }

    @Test func snakeCaseIsTheLastResort() throws {
        #expect(try row("line_speed").decode(Speed.self).lineSpeed == 0.1)
        #expect(try row("root.a.line_speed").decode(Speed.self).lineSpeed == 0.1)
    }

    @Test func tuplesFollowTheOrderOfColumns() throws {
        let (time, flag, small) = try SampleRows.row(1).decode((Int64, Bool, Int?).self)
        #expect(time == 2_000 && flag == false && small == nil)
        #expect(throws: IoTDBError(.nullValue, "")) { try SampleRows.row(1).decode((Int64, Bool, Int).self) }
        #expect(throws: IoTDBError(.columnNotFound, "")) { try row("a").decode((Double, Double).self) }
        #expect(try SampleRows.row(0).decode((Timestamp, Bool).self).0 == Timestamp(seconds: 1))
        #expect("\(row("a", "b"))" == "a: 0.1, b: 0.1")
    }
}
