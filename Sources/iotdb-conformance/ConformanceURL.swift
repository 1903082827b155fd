import IoTDBWire

/// The address that the program is given: `iotdb://USER:PASSWORD@HOST:PORT`, behind it `?tls=true`, `tls_ca=FILE` or `tls_insecure=true`.
struct ConformanceURL {
    /// A text that is no such address.
    struct Invalid: Error {
        let reason: String
    }

    /// How sessions are opened; binary protocol, tree dialect.
    let configuration: SessionConfiguration

    /// Reads an address. User and password default to `root`, the port to 6667; `%` escapes are decoded.
    init(_ text: String) throws(Invalid) {
        let scheme = "iotdb://"
        guard text.hasPrefix(scheme) else { throw Invalid(reason: "'\(text)' does not begin with \(scheme)") }
        let parts = text.dropFirst(scheme.count).split(separator: "?", maxSplits: 1)
        var rest = parts.first ?? ""
        if rest.hasSuffix("/") { rest.removeLast() }
        var configuration = SessionConfiguration()
        if parts.count > 1 { configuration.tls = try Self.tls(parts[1]) }
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            configuration.user = try Self.decoded(login[0])
            if login.count > 1 { configuration.password = Password(try Self.decoded(login[1])) }
            rest = rest[rest.index(after: at)...]
        }
        do throws(NodeAddressError) {
            configuration.nodes = [try Self.address(String(rest))]
        } catch {
            throw Invalid(reason: error.message)
        }
        self.configuration = configuration
    }

    private static func tls(_ query: Substring) throws(Invalid) -> TLSConfiguration {
        var tls = TLSConfiguration()
        for option in query.split(separator: "&") {
            let pair = option.split(separator: "=", maxSplits: 1)
            switch (pair[0], pair.count > 1 ? pair[1] : "") {
            case ("tls", "true"): break
            case ("tls_ca", let file) where !file.isEmpty: tls.caFile = try decoded(file)
            case ("tls_insecure", "true"): tls.verifiesServer = false
            default: throw Invalid(reason: "'\(option)' is not understood")
            }
        }
        return tls
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
