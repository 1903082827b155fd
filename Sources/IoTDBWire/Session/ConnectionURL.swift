/// The parts of `iotdb://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?NAME=VALUE&NAME=VALUE`.
///
/// All parts but the first host may stay away; what is not given is nil, so that a program can let other sources
/// decide. The port of a host without one is 6667, IPv6 addresses stand in brackets, and `%` with two hexadecimal
/// digits stands for a byte, in hosts as well. These options are known, others stay in ``otherOptions``:
///
/// | Option | Value |
/// |---|---|
/// | `dialect` | `tree` or `table` |
/// | `tz` | a zone id: `UTC`, `+08:00`, `Asia/Shanghai` |
/// | `fetch_size` | rows of a page, or `auto` |
/// | `compression` | `true` for Thrift's compact protocol |
/// | `connect_timeout`, `request_timeout`, `query_timeout` | seconds |
/// | `tls` | `true` or `false` |
/// | `tls_ca`, `tls_cert`, `tls_key` | PEM files; each turns TLS on |
/// | `tls_server_name` | the name that the certificate is for; turns TLS on |
/// | `tls_insecure` | `true`: TLS without checking the server |
///
/// Errors name the part that is wrong and quote nothing of the text, which may hold a password.
public struct ConnectionURL: Sendable, Hashable {
    /// A name with its value, `%` escapes decoded.
    public struct Option: Sendable, Hashable {
        /// The name, with `_` for each `-`.
        public let name: String
        /// The value; empty where there is no `=`.
        public let value: String
    }

    /// Who logs in.
    public private(set) var user: String?
    /// The password; its description is masked.
    public private(set) var password: Password?
    /// The nodes, one at least.
    public private(set) var nodes: [NodeAddress] = []
    /// Current database of a table session.
    public private(set) var database: String?
    /// `dialect`.
    public private(set) var dialect: SQLDialect?
    /// `tz`.
    public private(set) var timeZone: String?
    /// `fetch_size`.
    public private(set) var fetchSize: FetchSize?
    /// `compression`.
    public private(set) var rpcCompression: Bool?
    /// `connect_timeout`.
    public private(set) var connectTimeout: Duration?
    /// `request_timeout`.
    public private(set) var requestTimeout: Duration?
    /// `query_timeout`.
    public private(set) var queryTimeout: Duration?
    /// `tls=true` or `tls=false`; true where another option asks for TLS.
    public private(set) var usesTLS: Bool?
    /// What the options about TLS say; nil for plain TCP.
    public private(set) var tls: TLSConfiguration?
    /// Options that are not known here, in their order.
    public private(set) var otherOptions: [Option] = []

    /// Reads a URL.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument``.
    public init(_ text: String) throws(IoTDBError) {
        let scheme = "iotdb://"
        guard String(text.unicodeScalars.prefix(scheme.count)).lowercased() == scheme else {
            throw Self.wrong("it does not begin with \(scheme)")
        }
        guard !text.utf8.contains(UInt8(ascii: "#")) else { throw Self.wrong("'#' is not allowed: write %23") }
        let parts = Substring(text.unicodeScalars.dropFirst(scheme.count)).parts(at: "?", splits: 1)
        let path = parts[0].parts(at: "/", splits: 1)
        // A password with such a character would be cut there: an `@` behind it tells.
        guard parts.count == 1 || !parts[1].contains(scalar: "@") else {
            throw Self.wrong("'@' is not allowed behind '?', nor '?' in user or password: write %40 and %3F")
        }
        guard path.count == 1 || !path[1].contains(scalar: "@") else {
            throw Self.wrong("'@' is not allowed behind '/', nor '/' in user or password: write %40 and %2F")
        }
        // In this order, so that no error quotes what may be a password without its host.
        try readNodes(path[0])
        if path.count > 1 { try readDatabase(path[1]) }
        if parts.count > 1 { try readOptions(parts[1]) }
    }

    private mutating func readLogin(_ text: Substring) throws(IoTDBError) {
        let parts = text.parts(at: ":", splits: 1)
        if !parts[0].isEmpty { user = try Self.decoded(parts[0], "the user") }
        if parts.count > 1 { password = Password(try Self.decoded(parts[1], "the password")) }
    }

    private mutating func readNodes(_ authority: Substring) throws(IoTDBError) {
        var text = authority
        if let at = text.unicodeScalars.lastIndex(of: "@") {
            try readLogin(text[..<at])
            text = text[text.unicodeScalars.index(after: at)...]
        }
        for (index, part) in text.parts(at: ",").enumerated() {
            let address = try Self.decoded(part, "node \(index + 1)")
            do throws(NodeAddressProblem) {
                nodes.append(try NodeAddress(reading: address))
            } catch {
                throw Self.wrong("node \(index + 1): \(error.reason)")
            }
        }
    }

    private mutating func readDatabase(_ text: Substring) throws(IoTDBError) {
        guard !text.contains(scalar: "/") else { throw Self.wrong("'/' is not allowed in the database: write %2F") }
        if !text.isEmpty { database = try Self.decoded(text, "the database") }
    }

    private mutating func readOptions(_ text: Substring) throws(IoTDBError) {
        for pair in text.parts(at: "&") where !pair.isEmpty {
            let parts = pair.parts(at: "=", splits: 1)
            let name = try Self.decoded(parts[0], "the name of an option").replacing(bytesOf: "-", with: "_")
            guard !otherOptions.contains(where: { $0.name == name }) else {
                throw Self.wrong("option \(name.onOneLine) is given twice")
            }
            let value = parts.count > 1 ? try Self.decoded(parts[1], "option \(name.onOneLine)") : ""
            otherOptions.append(Option(name: name, value: value))
        }
        try readSession()
        try readTLS()
    }

    private mutating func readSession() throws(IoTDBError) {
        if let option = take("dialect") {
            guard let known = SQLDialect(rawValue: option.value) else {
                throw Self.wrong("dialect is tree or table")
            }
            dialect = known
        }
        timeZone = try take("tz").map(Self.text)
        if let option = take("fetch_size") { fetchSize = option.value == "auto" ? .automatic : try Self.rows(option) }
        rpcCompression = try take("compression").map(Self.flag)
        connectTimeout = try take("connect_timeout").map(Self.seconds)
        requestTimeout = try take("request_timeout").map(Self.seconds)
        queryTimeout = try take("query_timeout").map(Self.seconds)
    }

    private mutating func readTLS() throws(IoTDBError) {
        var settings = TLSConfiguration()
        usesTLS = try take("tls").map(Self.flag)
        settings.caFile = try take("tls_ca").map(Self.text)
        settings.serverName = try take("tls_server_name").map(Self.text)
        if let option = take("tls_insecure") { settings.verifiesServer = !(try Self.flag(option)) }
        switch (try take("tls_cert").map(Self.text), try take("tls_key").map(Self.text)) {
        case (nil, nil): break
        case (let chain?, let key?): settings.clientCertificate = .init(chainFile: chain, keyFile: key)
        default: throw Self.wrong("tls_cert and tls_key belong together")
        }
        guard usesTLS == true || settings != TLSConfiguration() else { return }
        guard usesTLS != false else { throw Self.wrong("tls=false contradicts another option about TLS") }
        usesTLS = true
        tls = settings
    }

    private mutating func take(_ name: String) -> Option? {
        otherOptions.firstIndex { $0.name == name }.map { otherOptions.remove(at: $0) }
    }
}

/// The values of options, and what is wrong with them.
extension ConnectionURL {
    private static func wrong(_ reason: String) -> IoTDBError {
        IoTDBError(.invalidArgument, "the URL cannot be used: \(reason)", requestState: .notSent)
    }

    private static func text(_ option: Option) throws(IoTDBError) -> String {
        guard !option.value.isEmpty else { throw wrong("\(option.name) has no value") }
        return option.value
    }

    private static func flag(_ option: Option) throws(IoTDBError) -> Bool {
        switch option.value {
        case "true": return true
        case "false": return false
        default: throw wrong("\(option.name) is true or false")
        }
    }

    private static func rows(_ option: Option) throws(IoTDBError) -> FetchSize {
        guard let rows = Int32(option.value), rows > 0 else {
            throw wrong("\(option.name) is a number of rows or auto")
        }
        return .rows(rows)
    }

    private static func seconds(_ option: Option) throws(IoTDBError) -> Duration {
        guard let seconds = Double(option.value), seconds > 0, seconds <= 1e9 else {
            throw wrong("\(option.name) is a number of seconds above 0")
        }
        return .seconds(seconds)
    }

    /// The text with each `%` escape replaced by its byte.
    private static func decoded(_ text: Substring, _ part: String) throws(IoTDBError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
                let decoded = UInt8(String(Substring(digits)), radix: 16)
            else { throw wrong("in \(part), '%' is not followed by two hexadecimal digits: write %25 for itself") }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        guard !bytes.contains(0) else { throw wrong("\(part) holds a NUL") }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw wrong("\(part) is not UTF-8") }
        return decoded
    }
}

extension SessionConfiguration {
    /// Reads the settings from a URL such as `iotdb://root:secret@host1:6667,host2:6667/plant?dialect=table&tls=true`;
    /// see ``ConnectionURL``.
    ///
    /// What the URL does not give has its default.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` with the part that is wrong, also for an option that
    ///   is not known.
    public init(url: String) throws(IoTDBError) {
        let parts = try ConnectionURL(url)
        if let option = parts.otherOptions.first {
            throw IoTDBError(
                .invalidArgument,
                "the URL cannot be used: there is no option \(option.name.onOneLine)",
                requestState: .notSent
            )
        }
        self.init()
        apply(parts)
    }

    /// Takes over what a URL gives; the rest stays as it is.
    public mutating func apply(_ url: ConnectionURL) {
        nodes = url.nodes
        user = url.user ?? user
        password = url.password ?? password
        database = url.database ?? database
        dialect = url.dialect ?? dialect
        timeZone = url.timeZone ?? timeZone
        fetchSize = url.fetchSize ?? fetchSize
        rpcCompression = url.rpcCompression ?? rpcCompression
        connectTimeout = url.connectTimeout ?? connectTimeout
        requestTimeout = url.requestTimeout ?? requestTimeout
        queryTimeout = url.queryTimeout ?? queryTimeout
        if let usesTLS = url.usesTLS { tls = usesTLS ? url.tls : nil }
    }
}
