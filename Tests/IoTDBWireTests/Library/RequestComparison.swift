import IoTDBWire

/// Compares a request of ours with the Go client's, field by field.
enum RequestComparison {
    /// Why a field may differ although both say the same, or ours says more.
    struct Allowance: Sendable {
        let method: String
        let field: Int16
        let reason: String
        let covers: @Sendable (_ ours: ThriftTree?, _ theirs: ThriftTree?) -> Bool
    }

    private static let unlimited: ThriftTree = .integer(.max)

    /// Every difference that is meant, in one table.
    static let allowances: [Allowance] = [
        Allowance(
            method: "statement",
            field: 5,
            reason: "no time-out is sent as 2^63-1: absent means the server's 60 s"
        ) {
            $0 == unlimited && $1 == nil
        },
        Allowance(
            method: "statement",
            field: 4,
            reason: "a raw call left the fetch size to the server; we always send it"
        ) {
            $0 != nil && $1 == nil
        },
        Allowance(method: "fetchResultsV2", field: 6, reason: "time-out; servers ignore it here") {
            $0 != nil && $1 == nil
        },
        Allowance(method: "fetchResultsV2", field: 7, reason: "the optional statement id, which we know") {
            $0 != nil && $1 == nil
        },
        Allowance(method: "fetchResultsV2", field: 2, reason: "statement text, for logs only; Go leaves it empty here")
        {
            $0 != nil && $1 != nil
        },
        Allowance(method: "executeRawDataQueryV2", field: 9, reason: "time-out, as for statements") {
            $0 == unlimited && $1 == nil
        },
        Allowance(method: "executeAggregationQueryV2", field: 10, reason: "time-out, as for statements") {
            $0 == unlimited && $1 == nil
        },
        Allowance(method: "executeLastDataQueryV2", field: 8, reason: "time-out, as for statements") {
            $0 == unlimited && $1 == nil
        },
        Allowance(method: "executeLastDataQueryV2", field: 3, reason: "fetch size, as for statements") {
            $0 != nil && $1 == nil
        },
        Allowance(method: "executeFastLastDataQueryForOneDeviceV2", field: 9, reason: "time-out, as for statements") {
            $0 == unlimited && $1 == nil
        },
        Allowance(method: "executeFastLastDataQueryForOneDeviceV2", field: 5, reason: "fetch size, as for statements") {
            $0 != nil && $1 == nil
        },
        Allowance(method: "insertTablet", field: 9, reason: "writeToTable false is the default of the absent field") {
            $0 == nil && $1 == .bool(false)
        },
        Allowance(
            method: "insertTablet",
            field: 8,
            reason: "isAligned means nothing in a table; Go sends true, Java false"
        ) {
            $0 == .bool(false) && $1 == .bool(true)
        },
        Allowance(method: "insertStringRecord", field: 6, reason: "isAligned false is the default of the absent field")
        {
            $0 == .bool(false) && $1 == nil
        },
        Allowance(method: "insertStringRecords", field: 6, reason: "isAligned, as above") {
            $0 == .bool(false) && $1 == nil
        },
        Allowance(method: "insertStringRecordsOfOneDevice", field: 6, reason: "isAligned, as above") {
            $0 == .bool(false) && $1 == nil
        },
        Allowance(method: "insertRecordsOfOneDevice", field: 6, reason: "isAligned, as above") {
            $0 == .bool(false) && $1 == nil
        },
        Allowance(
            method: "statement",
            field: 5,
            reason: "Go sends 0 and less for the server's 60 s; ours are 1 ms and more"
        ) {
            $0 == .integer(1) && ($1?.integer).map { $0 <= 0 } == true
        },
        Allowance(method: "executeFastLastDataQueryForOnePrefixPath", field: 3, reason: "fetch size, as for statements")
        {
            $0 != nil && $1 == nil
        },
        Allowance(method: "openSession", field: 5, reason: "Go forgets the configuration map when it reconnects") {
            $0 != nil && $1 == nil
        },
        Allowance(method: "querySchemaTemplate", field: 4, reason: "the measurement, where the query type takes none") {
            $0 == nil && $1 != nil
        },
    ]

    /// The field with the statement id, which belongs to the session.
    private static let statementIDs: [String: Int16] = [
        "executeAggregationQueryV2": 2, "closeOperation": 3, "statement": 3,
    ]

    /// Methods that are one on the server: the three V2 calls run any statement; we use `executeStatementV2`.
    static func family(_ method: String) -> String {
        switch method {
        case "executeStatementV2", "executeQueryStatementV2", "executeUpdateStatementV2": "statement"
        default: method
        }
    }

    /// The differences that are not allowed; empty when the requests say the same.
    ///
    /// - Parameter ignoringSession: whether the session's id, argument or field 1, is left out.
    static func differences(ours: ThriftCall, theirs: ThriftCall, ignoringSession: Bool) -> [String] {
        let method = family(theirs.header.name)
        guard family(ours.header.name) == method else {
            return ["\(ours.header.name) instead of \(theirs.header.name)"]
        }
        // A call has its request struct in argument 1, or plain arguments.
        guard case .structure(let mine)? = ours.body[1], case .structure(let other)? = theirs.body[1] else {
            let isSame = ours.body == theirs.body || ignoringSession && ours.body[2] == theirs.body[2]
            return isSame ? [] : ["\(method): \(ours.body) instead of \(theirs.body)"]
        }
        var found: [String] = []
        for id in Set(mine.keys).union(other.keys).sorted() where mine[id] != other[id] {
            if ignoringSession, id == 1 || id == statementIDs[method] { continue }
            let isAllowed = allowances.contains {
                $0.method == method && $0.field == id && $0.covers(mine[id], other[id])
            }
            if !isAllowed { found.append("\(method) field \(id): \(text(mine[id])) instead of \(text(other[id]))") }
        }
        return found
    }

    private static func text(_ tree: ThriftTree?) -> String {
        guard let tree else { return "nothing" }
        if case .binary(let bytes) = tree { return String(decoding: bytes, as: UTF8.self).debugDescription }
        return "\(tree)"
    }
}
