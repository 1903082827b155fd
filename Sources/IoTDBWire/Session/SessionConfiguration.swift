/// How sessions are opened: nodes, login, dialect and limits.
///
/// A value: nothing that opens a session changes or shares it.
public struct SessionConfiguration: Sendable, Hashable {
    /// Nodes of the cluster, tried in order, or shuffled when ``shufflesNodes`` is set.
    ///
    /// Default: 127.0.0.1:6667.
    public var nodes: [NodeAddress]
    /// Whether every opening starts at a random node.
    ///
    /// Default: false.
    public var shufflesNodes = false
    /// User name, case-sensitive.
    ///
    /// Default: `root`.
    public var user: String
    /// Password; its description is masked.
    ///
    /// Default: `root`, the server's own.
    public var password: Password
    /// Data model.
    ///
    /// Default: ``SQLDialect/tree``.
    public var dialect: SQLDialect
    /// Current database of a table session.
    ///
    /// The server lower-cases it and does not check that it exists. Default: none.
    public var database: String?
    /// Zone id that the server reads time literals in, in a spelling that Java accepts (`Asia/Shanghai`, `UTC`,
    /// `+08:00`).
    ///
    /// Default: `UTC`.
    public var timeZone: String
    /// Rows of a page.
    ///
    /// Default: 1024, as in the Go client.
    public var fetchSize: FetchSize = .rows(1024)
    /// Whether the connection speaks Thrift's compact protocol; must agree with the server's
    /// `dn_rpc_thrift_compression_enable`.
    ///
    /// Default: false.
    public var rpcCompression = false
    /// TLS, or nil for plain TCP.
    ///
    /// Default: nil.
    public var tls: TLSConfiguration?
    /// Time for reaching one node, its TLS handshake and login included.
    ///
    /// Default: 10 s.
    public var connectTimeout: Duration = .seconds(10)
    /// Time for one answer of the server to calls that are not queries (inserts, schema, closing).
    ///
    /// Default: 60 s.
    public var requestTimeout: Duration = .seconds(60)
    /// Time a query may take on the server from its first to its last page, sent with the query.
    ///
    /// Default: no limit (2⁶³−1 ms), because 0 means the server's own 60 s, after which it cuts results off.
    public var queryTimeout: Duration?
    /// Passes over all nodes when a connection is opened or opened again.
    ///
    /// Default: 3, as in the Go client.
    public var connectRetryMax = 3
    /// Whether a statement that only reads is sent again, once, when its answer was lost before any row was handed out.
    ///
    /// Default: true. Requests that may change something are sent again only where the call says `idempotent: true`.
    public var repeatsReads = true
    /// Whether a later write about a device goes to the node that a server has advised for it (``RedirectHint``).
    ///
    /// Default: false, which is always right and slower on clusters. Only nodes in ``nodes`` are connected to, also
    /// where servers name themselves by another name of the same host, each with one more connection a session; one
    /// that cannot be reached is left out, and the write goes to the session's own node. A request about several
    /// devices follows advice that is the same for all of them. Advice is kept for some thousands of devices and shared
    /// by the sessions of a pool.
    public var followsRedirects = false
    /// Largest frame that is accepted, in bytes.
    ///
    /// Default: 64 MiB, the Java client's; at most 512 MiB, the server's.
    public var maximumFrameSize = 64 << 20
    /// Largest request in bytes that a call with many rows makes: more rows go in several requests, one after the
    /// other.
    ///
    /// Default: 8 MiB. Much larger ones are no faster, and above some 45 MiB servers with 2 GiB of memory take them and
    /// then hang until they are restarted. A row is never split: one that is larger goes by itself.
    public var maximumRequestSize = 8 << 20

    /// How long a frame that has begun may stand still, in either direction, also where a call has no time limit.
    package var stallLimit: Duration = .seconds(30)

    /// Makes a configuration.
    public init(
        nodes: [NodeAddress] = [.loopback],
        user: String = "root",
        password: Password = "root",
        dialect: SQLDialect = .tree,
        database: String? = nil,
        timeZone: String = "UTC"
    ) {
        self.nodes = nodes
        self.user = user
        self.password = password
        self.dialect = dialect
        self.database = database
        self.timeZone = timeZone
    }

    /// Makes a configuration for one node: `SessionConfiguration(host: "db1", port: 6667)`.
    ///
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` for a host or port that cannot be one.
    public init(
        host: String,
        port: Int = NodeAddress.defaultPort,
        user: String = "root",
        password: Password = "root",
        dialect: SQLDialect = .tree,
        database: String? = nil
    ) throws(IoTDBError) {
        let node = try NodeAddress(host: host, port: port)
        self.init(nodes: [node], user: user, password: password, dialect: dialect, database: database)
    }

    /// What is to be known of the nodes, as yet nothing.
    func makeNodeDirectory() -> NodeDirectory {
        NodeDirectory(nodes, shuffles: shufflesNodes)
    }
}

extension NodeAddress {
    /// 127.0.0.1:6667, where a fresh server listens.
    public static let loopback: NodeAddress = {
        do throws(IoTDBError) {
            return try NodeAddress(host: "127.0.0.1")
        } catch {
            preconditionFailure("a constant address: \(error.message)")
        }
    }()
}

extension NodeAddress: ExpressibleByStringLiteral {
    /// An address in the source, such as `"db1:6667"`; traps when it cannot be one, which the first run of the program
    /// shows.
    ///
    /// Addresses that come from outside are read by ``init(parsing:)``.
    public init(stringLiteral value: String) {
        do throws(IoTDBError) {
            try self.init(parsing: value)
        } catch {
            preconditionFailure("an address in the source: \(error.message)")
        }
    }
}
