import CivilTime
import Testing

@testable import IoTDBDemo

@Suite("Answers compared with a real server's")
struct RecordedAnswersTests {
    @Test("every statement that is accepted is answered as a real server answered it")
    func sameAnswers() throws {
        let recorded = try RecordedAnswers.load("tree")
        let zone = try TimeZoneID(recorded.zone)
        let engine = Engine()
        #expect(recorded.answers.count > 200)
        for answer in recorded.answers {
            do throws(StatementError) {
                let table = try engine.execute(answer.statement, zone: zone)
                #expect(answer.code == 200, "\(answer.statement)")
                #expect(table?.columns.map(\.name) == answer.columns, "\(answer.statement)")
                guard let table, let rows = answer.rows else { continue }
                #expect(table.columns.map(\.type.name) == answer.types, "\(answer.statement)")
                #expect((table.times != nil) == answer.hasTime, "\(answer.statement)")
                #expect(table.recordedRows == rows, "\(answer.statement)")
            } catch {
                #expect(error.code == answer.code, "\(answer.statement): \(error.message)")
                if let message = answer.message { #expect(error.message == message, "\(answer.statement)") }
            }
        }
    }

    @Test("what is left out is refused by name")
    func refused() throws {
        let recorded = try RecordedAnswers.load("tree")
        let zone = try TimeZoneID(recorded.zone)
        let engine = Engine()
        for answer in recorded.answers.prefix(120) { _ = try? engine.execute(answer.statement, zone: zone) }
        #expect(!recorded.refused.isEmpty)
        for statement in recorded.refused {
            let error = statementError { try engine.execute(statement, zone: zone) }
            #expect(error?.code == 700, "\(statement)")
            #expect(error?.message.hasPrefix("not supported by the demo server: ") == true, "\(statement)")
        }
    }
}
