import IoTDBWire
import Testing

@Suite struct ErrorsExamples {
    private let tablet: Tablet

    init() throws {
        var tablet = try Tablet(device: "root.plant.line1", schema: [.init("temperature", .double)])
        try tablet.appendRow(timestamp: 1, [20.5])
        self.tablet = tablet
    }

    @Test func outcomes() async throws {
        try await DemoPlant.inTree { session, pool in
            do throws(IoTDBError) {
                try await session.insert(tablet)
            } catch {
                switch error.requestState {
                case .notSent: break  // nothing happened
                case .answered: break  // the server said no: error.serverStatus?.code tells why
                case .outcomeUnknown: break  // it may have been carried out
                }
            }
        }
    }

    @Test func closures() async throws {
        try await DemoPlant.inTree { session, pool in
            try await pool.withSession { session in
                do throws(IoTDBError) { try await session.ping() } catch { print(error.code) }
            }
        }
    }

    @Test func codes() async throws {
        try await DemoPlant.inTree { session, pool in
            do {
                try await session.createTimeseries(TimeseriesSchema("root.plant.d1.temperature", .double))
            } catch let error as IoTDBError where error.serverStatus?.code == .timeseriesAlreadyExists {
                print("it is there already")
            }
        }
    }

    @Test func retries() async throws {
        try await DemoPlant.inTree { session, pool in
            for attempt in 1... {
                do {
                    try await session.insert(tablet)
                    break
                } catch let error as IoTDBError where error.isSafeToRetry && attempt < 5 {
                    try await Task.sleep(for: .milliseconds(100 << attempt))
                }
            }
        }
    }

    /// Compiled beside stand-ins for the packages; that events come is a test of the pool.
    @Test func events() async throws {
        let (configuration, logger) = (SessionPoolConfiguration(), Logger())
        await logged(configuration, logger)
        await metered(configuration)
        await traced(configuration)
    }

    private func logged(_ configuration: SessionPoolConfiguration, _ logger: Logger) async {
        let pool = SessionPool(configuration) { event in
            switch event {
            case .session(.requestEnded(let report)) where report.duration > .seconds(1):
                logger.warning("slow: \(report)")
            case .session(.requestEnded): break
            default: logger.info("\(event)")
            }
        }
        await pool.close()
    }

    private func metered(_ configuration: SessionPoolConfiguration) async {
        let pool = SessionPool(configuration) { event in
            guard case .session(.requestEnded(let report)) = event else { return }
            Timer(label: "iotdb.request", dimensions: [("method", report.method), ("outcome", "\(report.outcome)")])
                .record(duration: report.duration)
        }
        await pool.close()
    }

    private func traced(_ configuration: SessionPoolConfiguration) async {
        let pool = SessionPool(configuration) { event in
            guard case .session(.requestEnded(let report)) = event else { return }
            let start = UInt64(report.start.seconds) * 1_000_000_000 + UInt64(report.start.nanoseconds)
            let instant = DefaultTracerClock.Timestamp(nanosecondsSinceEpoch: start)
            let span = startSpan(report.method, at: instant, ofKind: .client)
            span.attributes["server.address"] = report.node
            if report.outcome != .success { span.setStatus(.init(code: .error)) }
            span.end()
        }
        await pool.close()
    }
}
