package import IoTDBWire

/// Follows where the shell's session is connected, and tells the user what he must know of it.
package final class ConnectionMonitor: Sendable {
    private let console: Console
    private let isVerbose: Bool
    private let current = Lock<String?>(nil)

    /// Makes a monitor that reports to a console: losses always, everything when verbose.
    package init(console: Console, isVerbose: Bool) {
        self.console = console
        self.isVerbose = isVerbose
    }

    /// The node in use as `host:port`, known without waiting for a running statement.
    package var node: String? { current.withLock { $0 } }

    /// Takes what a session does beside answering.
    package func record(_ event: SessionEvent) {
        switch event {
        case .opened(let node): current.withLock { $0 = node }
        case .connectionLost: current.withLock { $0 = nil }
        case .nodeFailed, .requestRepeated, .closeFailed: break
        }
        if let text = text(of: event) { console.note(text) }
    }

    private func text(of event: SessionEvent) -> String? {
        switch event {
        case .opened(let node): isVerbose ? "connected to \(node)" : nil
        case .nodeFailed(let node, let reason): isVerbose ? "\(node): \(reason)" : nil
        case .connectionLost(let node, let reason): "connection to \(node) lost: \(reason)"
        case .requestRepeated(let node, let reason): "sent once more (\(node)): \(reason)"
        case .closeFailed(let node, let reason): isVerbose ? "\(node): closing a query failed: \(reason)" : nil
        }
    }
}
