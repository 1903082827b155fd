import IoTDBWire
import IoTDBWireFoundation
import Testing

struct SensorID: Equatable, Sendable {
    let name: String
}

extension SensorID: SQLParameterConvertible, ValueConvertible {
    var sqlParameter: SQLParameter { .value(.string(name)) }
    init?(value: Value) { if let name = String(value: value) { self.init(name: name) } else { return nil } }
}

@Suite struct ParametersExamples {
    private let host = "a"

    @Test func interpolation() async throws {
        try await DemoPlant.inTables { session, pool in
            let readings = try await session.query(
                "SELECT time, temperature FROM plant WHERE host = \(host) AND time >= \(Timestamp.now - .seconds(3600))",
                as: (Int64, Double?).self
            )
            #expect(readings.map(\.1) == [20.5])
            let (start, hosts) = (Timestamp(seconds: 0), ["a", "b"])
            let rows = try await session.query("SELECT * FROM plant WHERE time >= \(start) AND host IN \(hosts)")
            #expect(try await rows.collect().count == 2)
        }
    }

    @Test func lastHour() async throws {
        try await DemoPlant.inTables { session, pool in
            let rows = try await session.query("SELECT * FROM plant WHERE time >= \(Timestamp.now - .seconds(3600))")
            #expect(try await rows.collect().count == 2)
        }
    }

    @Test func parts() async throws {
        try await DemoPlant.inTables { session, pool in
            var statement: SQLStatement = "SELECT temperature FROM plant WHERE temperature > \(10)"
            if !host.isEmpty { statement += " AND host = \(host)" }
            statement += " ORDER BY \(identifier: "time")"
            let temperatures = try await pool.query(statement, as: Double.self)
            #expect(temperatures == [20.5])
        }
    }

    @Test func byPlaceAndByName() async throws {
        try await DemoPlant.inTables { session, pool in
            let some = try await pool.query(
                "SELECT * FROM plant WHERE host = ?",
                parameters: StatementParameters([host])
            )
            let same = try await pool.query(
                "SELECT * FROM plant WHERE host = :h",
                parameters: StatementParameters(named: ["h": host])
            )
            #expect(try await some.collect().map(\.values) == same.collect().map(\.values))
        }
    }

    @Test func prepared() async throws {
        try await DemoPlant.inTables { session, pool in
            let statement = try await session.prepare(
                "SELECT temperature FROM plant WHERE host = ?",
                fallback: .literals
            )
            let results = try await statement.execute(binding: host)
            #expect(try await results?.decode(Double.self) == [20.5])
        }
    }

    @Test func ownTypes() async throws {
        try await DemoPlant.inTables { session, pool in
            let sensor = SensorID(name: "b")
            let (found, hot) = try await pool.queryRow(
                "SELECT host, temperature FROM plant WHERE host = \(sensor)",
                as: (SensorID, Double).self
            )
            #expect(found == sensor && hot == 31)
        }
    }
}
