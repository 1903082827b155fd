import Foundation
import IoTDBWire
import IoTDBWireFoundation
import Testing

@Suite struct FoundationValueTests {
    @Test(arguments: [0, 1_700_000_000.123_456, -0.5, -1.000_001, 4_102_444_800])
    func aDateKeepsItsMicroseconds(_ seconds: Double) throws {
        let date = Date(timeIntervalSince1970: seconds)
        let timestamp = Timestamp(date)
        #expect(try timestamp.count(in: .microseconds) == Int64((seconds * 1e6).rounded()))
        #expect(abs(Date(timestamp).timeIntervalSince(date)) < 1e-6)
    }

    @Test func datesOutOfRangeAreErrorsAndNeverTraps() {
        for date in [
            Date.distantPast, .distantFuture, Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: .nan),
        ] {
            _ = try? Timestamp(date).count(in: .nanoseconds)
        }
        #expect(throws: IoTDBError.self) { try Timestamp(Date.distantFuture).count(in: .nanoseconds) }
    }

    @Test func parametersAreLiterals() throws {
        let (date, data, id) = (Date(timeIntervalSince1970: 1.5), Data([0, 255]), UUID())
        let statement: SQLStatement = "SELECT \(date), \(data), \(id)"
        #expect(try statement.render(dialect: .table) == "SELECT 1500, X'00ff', '\(id.uuidString)'")
        #expect(try statement.render(dialect: .table, precision: .nanoseconds).hasPrefix("SELECT 1500000000,"))
    }

    @Test func bytesAndTextsBecomeUUIDs() {
        let id = UUID()
        let bytes = withUnsafeBytes(of: id.uuid) { [UInt8]($0) }
        #expect(UUID(value: .string(id.uuidString)) == id)
        #expect(UUID(value: .blob(bytes)) == id)
        #expect(UUID(value: .blob([1])) == nil && UUID(value: .int32(1)) == nil)
        #expect(Data(value: .blob(bytes)) == Data(bytes))
    }
}
