import IoTDBWire

/// The address that the program is given: `iotdb://USER:PASSWORD@HOST:PORT,…`, behind it `?` and, joined by `&`, `tls=true`, `tls_ca=FILE`,
/// `tls_insecure=true`, `patience=SECONDS`.
struct ConformanceURL {
    /// A text that is no such address.
    struct Invalid: Error {
        let reason: String
    }

    /// How sessions are opened; binary protocol, tree dialect.
    let configuration: SessionConfiguration
    /// How long failed scenarios are run again, all together, while nodes of a cluster come and go.
    ///
    /// Nil where the address says nothing of it.
    let patience: Duration?

    /// Reads an address. User and password default to `root`, the port to 6667; `%` escapes are decoded.
    init(_ text: String) throws(Invalid) {
        let scheme = "iotdb://"
        guard text.hasPrefix(scheme) else { throw Invalid(reason: "'\(text)' does not begin with \(scheme)") }
        let parts = text.dropFirst(scheme.count).split(separator: "?", maxSplits: 1)
        var rest = parts.first ?? ""
        if rest.hasSuffix("/") { rest.removeLast() }
        var configuration = SessionConfiguration()
        patience = try Self.options(parts.count > 1 ? parts[1] : "", &configuration)
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

    /// Reads what stands behind the question mark; returns the patience, if given.
    private static func options(
        _ query: Substring,
        _ configuration: inout SessionConfiguration
    ) throws(Invalid) -> Duration? {
        var patience: Duration?
        for option in query.split(separator: "&") {
            let pair = option.split(separator: "=", maxSplits: 1)
            let value = pair.count > 1 ? try decoded(pair[1]) : ""
            var tls = configuration.tls ?? TLSConfiguration()
            switch (pair.first ?? "", value) {
            case ("tls", "true"): break
            case ("tls_ca", let file) where !file.isEmpty: tls.caFile = file
            case ("tls_insecure", "true"): tls.verifiesServer = false
            case ("patience", let text):
                patience = .seconds(try seconds(text))
                continue
            default: throw Invalid(reason: "'\(option)' is not understood")
            }
            configuration.tls = tls
        }
        return patience
    }

    private static func seconds(_ text: String) throws(Invalid) -> Int {
        guard let seconds = Int(text), (0...3600).contains(seconds) else {
            throw Invalid(reason: "patience is a number of seconds from 0 to 3600, not '\(text)'")
        }
        return seconds
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
