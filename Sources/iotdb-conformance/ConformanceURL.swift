import IoTDBWire

/// The address that the program is given: `iotdb://USER:PASSWORD@HOST:PORT,…`, behind it `?` and, joined by `&`, `tls=true`, `tls_ca=FILE`,
/// `tls_insecure=true`, `retries=N`.
struct ConformanceURL {
    /// A text that is no such address.
    struct Invalid: Error {
        let reason: String
    }

    /// How sessions are opened; binary protocol, tree dialect.
    let configuration: SessionConfiguration
    /// How often a scenario that failed is run again with fresh databases, while nodes of a cluster come and go.
    ///
    /// Default: 0.
    let retries: Int

    /// Reads an address. User and password default to `root`, the port to 6667; `%` escapes are decoded.
    init(_ text: String) throws(Invalid) {
        let scheme = "iotdb://"
        guard text.hasPrefix(scheme) else { throw Invalid(reason: "'\(text)' does not begin with \(scheme)") }
        let parts = text.dropFirst(scheme.count).split(separator: "?", maxSplits: 1)
        var rest = parts.first ?? ""
        if rest.hasSuffix("/") { rest.removeLast() }
        var configuration = SessionConfiguration()
        retries = try Self.options(parts.count > 1 ? parts[1] : "", &configuration)
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            configuration.user = try Self.decoded(login[0])
            if login.count > 1 { configuration.password = Password(try Self.decoded(login[1])) }
            rest = rest[rest.index(after: at)...]
        }
        configuration.nodes = try Self.nodes(rest)
        self.configuration = configuration
    }

    private static func nodes(_ text: Substring) throws(Invalid) -> [NodeAddress] {
        var nodes: [NodeAddress] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            do throws(NodeAddressError) {
                nodes.append(try address(String(part)))
            } catch {
                throw Invalid(reason: error.message)
            }
        }
        return nodes
    }

    /// Reads what stands behind the question mark; returns the number of retries.
    private static func options(
        _ query: Substring,
        _ configuration: inout SessionConfiguration
    ) throws(Invalid) -> Int {
        var retries = 0
        for option in query.split(separator: "&") {
            let pair = option.split(separator: "=", maxSplits: 1)
            let value = pair.count > 1 ? try decoded(pair[1]) : ""
            var tls = configuration.tls ?? TLSConfiguration()
            switch (pair.first ?? "", value) {
            case ("tls", "true"): break
            case ("tls_ca", let file) where !file.isEmpty: tls.caFile = file
            case ("tls_insecure", "true"): tls.verifiesServer = false
            case ("retries", let text):
                retries = try number(text)
                continue
            default: throw Invalid(reason: "'\(option)' is not understood")
            }
            configuration.tls = tls
        }
        return retries
    }

    private static func number(_ text: String) throws(Invalid) -> Int {
        guard let number = Int(text), (0...100).contains(number) else {
            throw Invalid(reason: "retries is a number from 0 to 100, not '\(text)'")
        }
        return number
    }

    private static func address(_ text: String) throws(NodeAddressError) -> NodeAddress {
        text.contains(":") ? try NodeAddress(parsing: text) : try NodeAddress(host: text)
    }

    private static func decoded(_ text: Substring) throws(Invalid) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while let character = rest.popFirst() {
            guard character == "%" else {
                bytes.append(contentsOf: character.utf8)
                continue
            }
            guard let byte = UInt8(rest.prefix(2), radix: 16), rest.count >= 2 else {
                throw Invalid(reason: "'%\(rest.prefix(2))' is no escape")
            }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
