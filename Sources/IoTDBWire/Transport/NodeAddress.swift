import Platform

/// The address of a node: a host name or IP address, and the port of its client service.
public struct NodeAddress: Sendable, Hashable, CustomStringConvertible {
    /// The port a server listens on unless configured otherwise (`dn_rpc_port`).
    public static let defaultPort = 6667

    /// A host name, IPv4 address or IPv6 address, the last without brackets.
    public let host: String
    /// The port, 1 to 65535.
    public let port: Int

    /// An address of a host and a port.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` when either cannot be one.
    public init(host: String, port: Int = NodeAddress.defaultPort) throws(IoTDBError) {
        do throws(NodeAddressProblem) { try self.init(checkedHost: host, port) } catch { throw error.publicError }
    }

    /// Reads `host`, `host:port`, `[v6]` or `[v6]:port`; without a port it is ``defaultPort``.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument``, quoting the text and naming what is wrong with it.
    public init(parsing text: String) throws(IoTDBError) {
        do throws(NodeAddressProblem) { try self.init(reading: text) } catch { throw error.publicError }
    }

    /// Reads an address for callers that may not quote the text, since it may hold a password.
    init(reading text: String) throws(NodeAddressProblem) {
        let (host, port) = try Self.split(text)
        let number = if let port { try Self.number(ofPort: port, in: text) } else { Self.defaultPort }
        try self.init(checkedHost: host, number)
    }

    private init(checkedHost host: String, _ port: Int) throws(NodeAddressProblem) {
        try Self.check(host: host)
        guard (1...65535).contains(port) else {
            throw NodeAddressProblem("the port is not in 1 to 65535", quoting: "\(host):\(port)")
        }
        self.host = host
        self.port = port
    }

    /// `host:port`, with brackets round an IPv6 address.
    public var description: String { host.contains(scalar: ":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func split(_ text: String) throws(NodeAddressProblem) -> (host: String, port: Substring?) {
        guard text.utf8.first == UInt8(ascii: "[") else {
            let parts = text.parts(at: ":")
            guard parts.count <= 2 else {
                throw NodeAddressProblem("write an IPv6 address in brackets, as in [::1]:6667", quoting: text)
            }
            return (String(parts[0]), parts.count == 2 ? parts[1] : nil)
        }
        let halves = text.parts(at: "]", splits: 1)
        guard halves.count == 2, let rest = halves.last else {
            throw NodeAddressProblem("the closing bracket is missing", quoting: text)
        }
        let host = String(halves[0].unicodeScalars.dropFirst())
        guard isIPv6(host) else {
            throw NodeAddressProblem("the text in brackets is not an IPv6 address", quoting: text)
        }
        if rest.isEmpty { return (host, nil) }
        guard rest.utf8.first == UInt8(ascii: ":") else {
            throw NodeAddressProblem("only a colon and a port may follow the closing bracket", quoting: text)
        }
        return (host, Substring(rest.unicodeScalars.dropFirst()))
    }

    private static func number(ofPort port: Substring, in text: String) throws(NodeAddressProblem) -> Int {
        guard !port.isEmpty else {
            throw NodeAddressProblem("the port is missing after the colon", quoting: text)
        }
        // `Int` alone would also take a sign.
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw NodeAddressProblem("the port is not a number", quoting: text)
        }
        guard let number = Int(port), (1...65535).contains(number) else {
            throw NodeAddressProblem("the port is not in 1 to 65535", quoting: text)
        }
        return number
    }

    private static func check(host: String) throws(NodeAddressProblem) {
        guard !host.isEmpty else { throw NodeAddressProblem("the host is empty") }
        // The longest name DNS has, plus room for the zone of a link-local address.
        guard host.utf8.count <= 320 else { throw NodeAddressProblem("the host is longer than any host name") }
        // A NUL would cut the name short in C; the rest appear in URLs and never in a host.
        let forbidden = host.unicodeScalars.contains {
            $0.value <= 0x20 || $0.value == 0x7F || "/@[]#?\"\\".unicodeScalars.contains($0)
        }
        guard !forbidden else {
            throw NodeAddressProblem("it has a character that no host name has", quoting: host)
        }
        guard !host.contains(scalar: ":") || isIPv6(host) else {
            throw NodeAddressProblem("it is neither a host name nor an IPv6 address", quoting: host)
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
struct NodeAddressProblem: Error {
    /// What is wrong, without the text.
    let reason: String
    /// One sentence that quotes the text and names what is wrong with it.
    let message: String

    init(_ reason: String, quoting text: String? = nil) {
        self.reason = reason
        message = text.map { "\"\(Self.printable($0))\": \(reason)" } ?? reason
    }

    /// The error that callers see.
    var publicError: IoTDBError { IoTDBError(.invalidArgument, message) }

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

/// The former error of addresses.
@available(*, deprecated, renamed: "IoTDBError")
public typealias NodeAddressError = IoTDBError
