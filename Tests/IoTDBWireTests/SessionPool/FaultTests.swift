import Testing

/// Sessions and pools against servers and networks that fail; one at a time, because most of them measure.
@Suite(.serialized) enum FaultTests {}

/// Waits until something is so; gives up after a minute, and the test's own expectation then fails.
func until(_ condition: () async -> Bool) async {
    _ = await eventually(condition)
}

/// Whether something becomes so within a minute.
///
/// It need not stay so: a server counts a connection that was given up at once only when it gets round to it.
func eventually(_ condition: () async -> Bool) async -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while true {
        if await condition() { return true }
        if ContinuousClock.now > end { return false }
        try? await Task.sleep(for: .milliseconds(1))
    }
}
