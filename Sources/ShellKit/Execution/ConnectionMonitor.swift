package import IoTDBWire

/// Follows where the shell's session is connected, and tells the user what he must know of it.
package final class ConnectionMonitor: Sendable {
    private let console: Console
    private struct State {
        var node: String?
        /// The node of the connection that was lost last, until there is another.
        var lost: String?
        var isVerbose: Bool
        /// Whether a statement is being cancelled, so that a lost connection is no news.
        var isCancelling = false
    }

    private let state: Lock<State>

    /// Makes a monitor that reports to a console: losses always, everything when verbose.
    package init(console: Console, isVerbose: Bool) {
        self.console = console
        state = Lock(State(isVerbose: isVerbose))
    }

    /// Whether everything is reported.
    package var isVerbose: Bool {
        get { state.withLock { $0.isVerbose } }
        set { state.withLock { $0.isVerbose = newValue } }
    }

    /// The node whose connection was lost and not replaced yet.
    package var lostNode: String? { state.withLock { $0.lost } }

    /// A statement is being cancelled from now on: that its connection is dropped is no news.
    func beginCancelling() { state.withLock { $0.isCancelling = true } }

    /// The statement has ended.
    func endCancelling() { state.withLock { $0.isCancelling = false } }

    /// The node in use as `host:port`, known without waiting for a running statement.
    package var node: String? { state.withLock { $0.node } }

    /// Takes what a session does beside answering.
    package func record(_ event: SessionEvent) {
        let before = state.withLock { state in
            defer {
                switch event {
                case .opened(let node): (state.node, state.lost) = (node, nil)
                case .connectionLost(let node, _): (state.node, state.lost) = (nil, node)
                case .nodeFailed, .requestRepeated, .closeFailed: break
                }
            }
            return state
        }
        if let text = text(of: event, before) { console.note(text) }
    }

    private func text(of event: SessionEvent, _ before: State) -> String? {
        let isVerbose = before.isVerbose
        switch event {
        // After a loss the user must know whose rows he sees.
        case .opened(let node): return isVerbose || before.lost != nil ? "connected to \(node)" : nil
        case .nodeFailed(let node, let reason): return isVerbose ? "\(node): \(reason)" : nil
        case .connectionLost(let node, let reason):
            return before.isCancelling ? nil : "connection to \(node) lost: \(reason)"
        case .requestRepeated(let node, let reason): return "sent once more (\(node)): \(reason)"
        case .closeFailed(let node, let reason):
            return isVerbose ? "\(node): closing a query failed: \(reason)" : nil
        }
    }
}
