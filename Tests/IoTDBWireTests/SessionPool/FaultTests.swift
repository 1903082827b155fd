import Testing

/// Sessions and pools against servers and networks that fail; one at a time, because most of them measure.
@Suite(.serialized) enum FaultTests {}

/// Waits until something is no longer so; gives up after a minute, and the test's own expectation then fails.
func until(_ condition: () async -> Bool) async {
    let end = ContinuousClock.now + .seconds(60)
    while !(await condition()), ContinuousClock.now < end {
        try? await Task.sleep(for: .milliseconds(1))
    }
}

/// Whether something becomes so.
func eventually(_ condition: () async -> Bool) async -> Bool {
    await until(condition)
    return await condition()
}
