package import IoTDBWire

/// What is said of a password that leaves the machine unencrypted.
package enum PlainPassword {
    /// The warning for the first node that is on another machine; nil where there is none, or TLS.
    package static func warning(_ configuration: SessionConfiguration) -> String? {
        guard configuration.tls == nil, let remote = configuration.nodes.first(where: { !isLoopback($0.host) }) else {
            return nil
        }
        return "the password goes to \(remote.host) unencrypted; use --tls where the server has it"
    }

    /// Whether what is sent there stays on this machine. A name that only begins like such an address is any host.
    private static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "::ffff:127.0.0.1"].contains(host.lowercased()) { return true }
        return host.hasPrefix("127.") && host.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }
}
