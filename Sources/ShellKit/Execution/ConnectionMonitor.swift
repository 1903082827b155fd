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
        /// Whether the user is told that a statement waits for a connection.
        var announcesConnecting = false
        /// The nodes that a statement would connect to, while one runs.
        var nodes: String?
        /// What failed last at each node.
        var failures: [String: String] = [:]
        /// Tells the user, after a while.
        var announcement: Task<Void, Never>?
    }

    private let state: Lock<State>
    private let patience: Duration

    /// Makes a monitor that reports to a console: losses always, everything when verbose.
    ///
    /// - Parameter patience: how long connecting may take before the user is told.
    package init(console: Console, isVerbose: Bool, patience: Duration = .milliseconds(500)) {
        self.console = console
        self.patience = patience
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

    /// Whether the user is told that a statement waits for a connection.
    package var announcesConnecting: Bool {
        get { state.withLock { $0.announcesConnecting } }
        set { state.withLock { $0.announcesConnecting = newValue } }
    }

    /// A statement runs from now on, and connects to these nodes where there is no connection.
    package func beginStatement(_ nodes: [NodeAddress]) {
        state.withLock { state in
            state.nodes = nodes.map(\.description).joined(separator: ", ")
            if state.node == nil { announce(&state) }
        }
    }

    /// The statement has ended.
    package func endStatement() {
        state.withLock { state in
            state.nodes = nil
            Self.silence(&state)
        }
    }

    private func announce(_ state: inout State) {
        guard state.announcesConnecting, state.announcement == nil, let nodes = state.nodes else { return }
        state.announcement = Task { [console, patience] in
            do { try await Task.sleep(for: patience) } catch { return }
            console.note("Connecting to \(nodes) ... (Ctrl-C gives up)")
        }
    }

    private static func silence(_ state: inout State) {
        state.announcement?.cancel()
        state.announcement = nil
    }

    /// The node in use as `host:port`, known without waiting for a running statement.
    package var node: String? { state.withLock { $0.node } }

    /// What failed last at a node, in this session of the shell.
    package func lastFailure(at node: String) -> String? { state.withLock { $0.failures[node] } }

    /// Takes what a session does beside answering.
    package func record(_ event: SessionEvent) {
        let before = state.withLock { state in
            defer {
                switch event {
                case .opened(let node):
                    (state.node, state.lost) = (node, nil)
                    Self.silence(&state)
                case .connectionLost(let node, let reason):
                    (state.node, state.lost) = (nil, node)
                    // A connection that a cancelled statement has dropped says nothing about its node.
                    if !state.isCancelling { state.failures[node] = reason }
                    announce(&state)
                case .nodeFailed(let node, let reason): state.failures[node] = reason
                case .requestRepeated, .closeFailed, .requestEnded: break
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
        case .requestEnded: return nil
        case .closeFailed(let node, let reason):
            return isVerbose ? "\(node): closing a query failed: \(reason)" : nil
        }
    }
}
