import IoTDBTesting
import IoTDBWire
import Testing

extension FaultTests {
    /// Tablets that take several requests, of which a later one fails.
    @Suite struct PartlyWrittenTests {
        enum Call: String, CaseIterable, Sendable { case insertTablet, insertTablets }

        /// About 1.8 MiB, for a server that takes 1 MiB.
        private func tablet() throws -> Tablet {
            var tablet = try Tablet(device: "root.d", schema: [MeasurementSchema("s", .text)])
            let text = String(repeating: "x", count: 900_000)
            for time in 1...2 { try tablet.appendRow(timestamp: Int64(time), [.text(text)]) }
            return tablet
        }

        private func script(_ later: @escaping ServerScript) -> ServerScript {
            { call in
                guard call.method == "getProperties" else { return later(call) }
                return .change { reply in
                    guard case .properties(var response) = reply else { return reply }
                    response.thriftMaxFrameSize = 1 << 20
                    return .properties(response)
                }
            }
        }

        private func write(_ call: Call, on session: Session) async throws {
            switch call {
            case .insertTablet: try await session.insert(try tablet())
            case .insertTablets: try await session.insertTablets([try tablet()])
            }
        }

        @Test(arguments: Call.allCases)
        func aRefusedLaterRequestTellsWhatWasWritten(call: Call) async throws {
            let server = try FakeServer(script: script(on(call.rawValue, nth: 1, .status(600, "read-only"))))
            let session = try await Session.open(configuration(try server.address))
            let error = await wireError { try await write(call, on: session) }
            #expect(server.ledger.calls[call.rawValue] == 2)
            #expect(error.serverStatus?.code == 600 && error.notes == ["1 rows had been written before"])
            await session.close()
        }

        @Test(arguments: Call.allCases)
        func aLaterRequestThatNeverLeftDoesNotMakeTheCallSafeToRepeat(call: Call) async throws {
            let server = try FakeServer()
            let session = try await Session.open(configuration(try server.address))
            // The first request is answered; then the connection ends and no other can be opened.
            server.setScript(
                script { seen in
                    switch seen.method {
                    case call.rawValue: .edit(then: .close) { $0 }
                    case "openSession": .beforeRunning(.close)
                    default: nil
                    }
                }
            )
            let error = await wireError { try await write(call, on: session) }
            #expect(server.ledger.calls[call.rawValue] == 1)
            #expect(error.requestState == .outcomeUnknown && !error.isSafeToRetry)
            #expect(error.notes.last == "1 rows had been written before")
            await session.close()
        }

        @Test func aTabletThatCannotBeSentIsFoundBeforeAnythingIs() async throws {
            let server = try FakeServer(script: script { _ in nil })
            let session = try await Session.open(configuration(try server.address))
            var huge = try Tablet(device: "root.e", schema: [MeasurementSchema("s", .text)])
            try huge.appendRow(timestamp: 1, [.text(String(repeating: "x", count: 2 << 20))])
            let tablets = [try tablet(), huge]
            let error = await wireError { try await session.insertTablets(tablets) }
            #expect(error.code == .invalidArgument && error.requestState == .notSent)
            #expect(server.ledger.calls["insertTablets"] == nil)
            await session.close()
        }

        @Test func aRefusedZoneIsSuspected() async throws {
            let server = try FakeServer(
                script: on("openSession", .exception(6, "Internal error processing openSession"))
            )
            var settings = configuration(try server.address)
            settings.timeZone = "Mars/Olympus"
            let error = await wireError { _ = try await Session.open(settings) }
            #expect(error.description.contains("Mars/Olympus") && error.isSafeToRetry == false)
        }
    }
}
