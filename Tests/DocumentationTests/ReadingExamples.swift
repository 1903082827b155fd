import IoTDBWire
import Testing

@Suite struct ReadingExamples {
    @Test func pages() async throws {
        try await DemoPlant.inTree { session, pool in
            let results = try await session.query("SELECT temperature FROM root.plant.d1")
            while let page = try await results.nextPage() {
                results.prefetch()  // the next page travels while this one is worked on
                print(page.rowCount)
            }
            #expect(results.rowsFetched == 2)
        }
    }

    @Test func columns() async throws {
        try await DemoPlant.inTree { session, pool in
            let results = try await session.query("SELECT temperature FROM root.plant.d1")
            var sum = 0.0
            let temperature = results.columns[1]
            for try await page in results.pages {
                for block in page.blocks {
                    try block.withValues(of: temperature, as: Double.self) { values, nulls in
                        for row in values.indices where !nulls[row] { sum += values[row] }
                    }
                }
            }
            #expect(sum == 51.5)
        }
    }

    @Test func cells() async throws {
        try await DemoPlant.inTree { session, pool in
            let results = try await session.query("SELECT temperature FROM root.plant.d1")
            var sum = 0.0
            for try await page in results.pages {
                for block in page.blocks {
                    try block.withValues(of: results.columns[1], as: Double.self) { values, nulls in
                        for row in values.indices where !nulls[row] { sum += values[row] }
                    }
                }
            }
            #expect(sum == 51.5)
        }
    }

    @Test func rows() async throws {
        try await DemoPlant.inTree { session, pool in
            var results = try await session.query("SELECT temperature FROM root.plant.d1")
            for try await row in results.rows {
                let time: Int64 = try row.get(at: 0)
                let temperature: Double? = try row.get(named: "temperature")
                print(time, temperature ?? .nan)
            }
            results = try await session.query("SELECT temperature FROM root.plant.d1")
            for try await (time, temperature) in results.rows.decode((Int64, Double?).self) {
                print(time, temperature ?? .nan)
            }
        }
    }

    @Test func types() async throws {
        try await DemoPlant.inTree { session, pool in
            struct Reading: Decodable {
                let time: Timestamp
                let temperature: Double?
            }

            let readings = try await pool.query("SELECT temperature FROM root.plant.d1", as: Reading.self)
            #expect(readings.map(\.temperature) == [20.5, 31])
        }
    }

    @Test func scopes() async throws {
        try await DemoPlant.inTree { session, pool in
            let limit = 30.0
            var hot = 0
            try await pool.withResultSet("SELECT temperature FROM root.plant.d1") { results in
                for try await (_, temperature) in results.rows.decode((Int64, Double?).self)
                where temperature ?? 0 > limit {
                    hot += 1
                }
            }
            #expect(hot == 1)
        }
    }
}
