import IoTDBWire

/// Keeps the last result for `\last`, as far as it is not large.
///
/// From any thread.
package final class ResultKeeper: Sendable {
    private struct State {
        var last: ReplayableResult?
        var next: ReplayableResult?
    }

    private let state = Lock(State())

    /// Nothing is kept yet.
    package init() {}

    /// The last result that has ended; nil when there was none.
    package var last: ReplayableResult? { state.withLock { $0.last } }

    /// A result begins.
    func begin(_ columns: [ResultColumn], precision: TimestampPrecision) {
        state.withLock { $0.next = ReplayableResult(columns: columns, precision: precision) }
    }

    /// Takes a page; says whether it is kept.
    func keep(_ page: Page) -> Bool { state.withLock { $0.next?.append(page) ?? false } }

    /// The result has ended, at its last row or before.
    func end(isWhole: Bool) {
        state.withLock { state in
            if !isWhole { state.next?.endedEarly() }
            state.last = state.next
            state.next = nil
        }
    }
}
