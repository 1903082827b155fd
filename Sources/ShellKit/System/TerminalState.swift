import IoTDBWire
import Platform

/// A terminal's settings, to be put back.
package struct TerminalState: Sendable {
    private let descriptor: Int32
    private let attributes: termios

    private static let atStart = Lock<TerminalState?>(nil)

    /// The settings now; nil when the descriptor is no terminal.
    init?(descriptor: Int32) {
        var attributes = termios()
        guard tcgetattr(descriptor, &attributes) == 0 else { return nil }
        self.descriptor = descriptor
        self.attributes = attributes
    }

    /// Puts the settings back; waits for pending output, keeps pending input.
    func restore() {
        var copy = attributes
        while tcsetattr(descriptor, TCSADRAIN, &copy) != 0 && errno == EINTR {}
    }

    /// The same with echo off; line ends are still shown.
    func withoutEcho() {
        var copy = attributes
        copy.c_lflag &= ~tcflag_t(ECHO)
        copy.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
        while tcsetattr(descriptor, TCSAFLUSH, &copy) != 0 && errno == EINTR {}
    }

    /// Hands over each key as it is pressed, without showing it.
    func singleKeys() {
        var copy = attributes
        copy.c_lflag &= ~tcflag_t(ECHO | ICANON)
        while tcsetattr(descriptor, TCSADRAIN, &copy) != 0 && errno == EINTR {}
    }

    /// The same with keys that send signals.
    func withSignals() {
        var copy = attributes
        copy.c_lflag |= tcflag_t(ISIG)
        while tcsetattr(descriptor, TCSADRAIN, &copy) != 0 && errno == EINTR {}
    }

    /// Keeps these settings as the ones the program leaves with; the first call counts.
    func rememberAsStart() {
        Self.atStart.withLock { if $0 == nil { $0 = self } }
    }

    /// Puts back what the program found, if it ever changed anything.
    package static func restoreAtStart() {
        atStart.withLock { $0 }?.restore()
    }
}
