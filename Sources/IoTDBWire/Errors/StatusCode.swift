/// Status code of a server's answer, with the name that the server's source gives it.
///
/// A code without a name is kept: servers newer than this library have more of them.
public struct StatusCode: RawRepresentable, Sendable, Hashable {
    /// The number on the wire.
    public let rawValue: Int32

    /// A code by its number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The name, for example `SEMANTIC_ERROR`; nil for a code that this library does not know. O(log n).
    public var name: String? {
        var low = 0
        var high = statusCodeNames.count
        while low < high {
            let middle = (low + high) / 2
            if statusCodeNames[middle].code < rawValue { low = middle + 1 } else { high = middle }
        }
        guard low < statusCodeNames.count, statusCodeNames[low].code == rawValue else { return nil }
        return "\(statusCodeNames[low].name)"
    }

    /// Every code that has a name, ascending.
    public static var named: [StatusCode] { statusCodeNames.map { StatusCode(rawValue: $0.code) } }
}

extension StatusCode: ExpressibleByIntegerLiteral {
    /// A code by its number.
    public init(integerLiteral value: Int32) { rawValue = value }
}

extension StatusCode: CustomStringConvertible {
    /// Name and number, for example `SEMANTIC_ERROR (701)`; the number alone when there is no name.
    public var description: String { name.map { "\($0) (\(rawValue))" } ?? String(rawValue) }
}

extension StatusCode {
    /// Done.
    public static let success = StatusCode(rawValue: 200)
    /// The client protocol is not the server's.
    public static let incompatibleVersion = StatusCode(rawValue: 201)
    /// The dialect asked for is neither tree nor table.
    public static let unsupportedSQLDialect = StatusCode(rawValue: 205)
    /// The server does not support the operation.
    public static let unsupportedOperation = StatusCode(rawValue: 300)
    /// The statement failed while it was executed.
    public static let executeStatementError = StatusCode(rawValue: 301)
    /// The sub-statuses tell; all of them may be good.
    public static let multipleError = StatusCode(rawValue: 302)
    /// An unexpected exception inside the server.
    public static let internalServerError = StatusCode(rawValue: 305)
    /// Done, and another node would be better for the next request like this.
    public static let redirectionRecommend = StatusCode(rawValue: 400)
    /// Marks a `USE` or `DROP DATABASE` in the answer to a batch.
    public static let useOrDropDatabase = StatusCode(rawValue: 401)
    /// The server has no such database.
    public static let databaseNotExist = StatusCode(rawValue: 500)
    /// The database exists already.
    public static let databaseAlreadyExists = StatusCode(rawValue: 501)
    /// The series exists already.
    public static let timeseriesAlreadyExists = StatusCode(rawValue: 503)
    /// The former name of ``timeseriesAlreadyExists``.
    @available(*, deprecated, renamed: "timeseriesAlreadyExists")
    public static var pathAlreadyExists: StatusCode { .timeseriesAlreadyExists }
    /// A failure of the schema, for example another data type.
    public static let metadataError = StatusCode(rawValue: 507)
    /// The server has no such path.
    public static let pathNotExist = StatusCode(rawValue: 508)
    /// The path breaks the syntax.
    public static let illegalPath = StatusCode(rawValue: 509)
    /// The server has no such table.
    public static let tableNotExists = StatusCode(rawValue: 550)
    /// The node is read-only.
    public static let systemReadOnly = StatusCode(rawValue: 600)
    /// The write was refused for lack of memory.
    public static let writeProcessReject = StatusCode(rawValue: 606)
    /// A row is older than the time to live.
    public static let outOfTTL = StatusCode(rawValue: 607)
    /// The device stores its measurements the other way: aligned or not.
    public static let alignedTimeseriesError = StatusCode(rawValue: 609)
    /// The table has no such column.
    public static let columnNotExists = StatusCode(rawValue: 616)
    /// The statement breaks the grammar.
    public static let sqlParseError = StatusCode(rawValue: 700)
    /// The statement is well formed and wrong.
    public static let semanticError = StatusCode(rawValue: 701)
    /// Also the answer to cancelOperation.
    public static let queryNotAllowed = StatusCode(rawValue: 704)
    /// A request between nodes timed out, or the time of a query was over before it began.
    public static let internalRequestTimeOut = StatusCode(rawValue: 712)
    /// `KILL QUERY` named a query that is not running.
    public static let noSuchQuery = StatusCode(rawValue: 714)
    /// The query is gone: killed, timed out or cleaned up.
    public static let queryWasKilled = StatusCode(rawValue: 715)
    /// The time of the query is over.
    public static let queryTimeout = StatusCode(rawValue: 720)
    /// The node cannot reach the others.
    public static let planFailedNetworkPartition = StatusCode(rawValue: 721)
    /// Wrong user or password.
    public static let wrongLoginPassword = StatusCode(rawValue: 801)
    /// The user does not exist; of servers that tell.
    public static let userNotExist = StatusCode(rawValue: 804)
    /// No session was opened on this connection.
    public static let notLogin = StatusCode(rawValue: 802)
    /// A privilege is missing.
    public static let noPermission = StatusCode(rawValue: 803)
    /// Too many failed logins from this address.
    public static let userLoginLocked = StatusCode(rawValue: 822)
}
