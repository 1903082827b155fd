import Platform

/// The address of a node: a host name or IP address, and the port of its client service.
public struct NodeAddress: Sendable, Hashable, CustomStringConvertible {
    /// The port a server listens on unless configured otherwise (`dn_rpc_port`).
    public static let defaultPort = 6667

    /// A host name, IPv4 address or IPv6 address, the last without brackets.
    public let host: String
    /// The port, 1 to 65535.
    public let port: Int

    /// An address of a host and a port; throws when either cannot be one.
    public init(host: String, port: Int = NodeAddress.defaultPort) throws(NodeAddressError) {
        try Self.check(host: host)
        guard (1...65535).contains(port) else {
            throw NodeAddressError("the port is not in 1 to 65535", quoting: "\(host):\(port)")
        }
        self.host = host
        self.port = port
    }

    /// Reads `host`, `host:port`, `[v6]` or `[v6]:port`; without a port it is ``defaultPort``.
    public init(parsing text: String) throws(NodeAddressError) {
        let (host, port) = try Self.split(text)
        guard let port else {
            try self.init(host: host)
            return
        }
        try self.init(host: host, port: try Self.number(ofPort: port, in: text))
    }

    /// `host:port`, with brackets round an IPv6 address.
    public var description: String { host.contains(scalar: ":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func split(_ text: String) throws(NodeAddressError) -> (host: String, port: Substring?) {
        guard text.utf8.first == UInt8(ascii: "[") else {
            let parts = text.parts(at: ":")
            guard parts.count <= 2 else {
                throw NodeAddressError("write an IPv6 address in brackets, as in [::1]:6667", quoting: text)
            }
            return (String(parts[0]), parts.count == 2 ? parts[1] : nil)
        }
        let halves = text.parts(at: "]", splits: 1)
        guard halves.count == 2, let rest = halves.last else {
            throw NodeAddressError("the closing bracket is missing", quoting: text)
        }
        let host = String(halves[0].unicodeScalars.dropFirst())
        guard isIPv6(host) else {
            throw NodeAddressError("the text in brackets is not an IPv6 address", quoting: text)
        }
        if rest.isEmpty { return (host, nil) }
        guard rest.utf8.first == UInt8(ascii: ":") else {
            throw NodeAddressError("only a colon and a port may follow the closing bracket", quoting: text)
        }
        return (host, Substring(rest.unicodeScalars.dropFirst()))
    }

    private static func number(ofPort port: Substring, in text: String) throws(NodeAddressError) -> Int {
        guard !port.isEmpty else {
            throw NodeAddressError("the port is missing after the colon", quoting: text)
        }
        // `Int` alone would also take a sign.
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw NodeAddressError("the port is not a number", quoting: text)
        }
        guard let number = Int(port), (1...65535).contains(number) else {
            throw NodeAddressError("the port is not in 1 to 65535", quoting: text)
        }
        return number
    }

    private static func check(host: String) throws(NodeAddressError) {
        guard !host.isEmpty else { throw NodeAddressError("the host is empty") }
        // The longest name DNS has, plus room for the zone of a link-local address.
        guard host.utf8.count <= 320 else { throw NodeAddressError("the host is longer than any host name") }
        // A NUL would cut the name short in C; the rest appear in URLs and never in a host.
        let forbidden = host.unicodeScalars.contains {
            $0.value <= 0x20 || $0.value == 0x7F || "/@[]#?\"\\".unicodeScalars.contains($0)
        }
        guard !forbidden else {
            throw NodeAddressError("it has a character that no host name has", quoting: host)
        }
        guard !host.contains(scalar: ":") || isIPv6(host) else {
            throw NodeAddressError("it is neither a host name nor an IPv6 address", quoting: host)
        }
    }

    /// Whether `text` is an IPv6 address, with or without a zone (`fe80::1%eth0`).
    private static func isIPv6(_ text: String) -> Bool {
        let parts = text.parts(at: "%", splits: 1)
        guard let address = parts.first, parts.count == 1 || !parts[1].isEmpty else { return false }
        guard !text.utf8.contains(0) else { return false }
        var result = in6_addr()
        return inet_pton(AF_INET6, String(address), &result) == 1
    }
}

/// Why a text is not the address of a node.
public struct NodeAddressError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without the text.
    public let reason: String
    /// One sentence that quotes the text and names what is wrong with it.
    public let message: String

    init(_ reason: String, quoting text: String? = nil) {
        self.reason = reason
        message = text.map { "\"\(Self.printable($0))\": \(reason)" } ?? reason
    }

    public var description: String { message }

    /// `text` cut and with control characters escaped, so that an error message cannot drive a terminal.
    private static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(100) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return result
    }
}
