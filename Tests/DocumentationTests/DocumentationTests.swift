import Foundation
import Testing

/// What the documentation says is what is built: its code stands in a file of this target, which compiles and runs it.
@Suite struct DocumentationTests {
    @Test func everyPieceOfCodeIsCompiled() throws {
        let (pieces, compiled) = (try DocumentedCode.all(), try DocumentedCode.compiled())
        #expect(pieces.count > 25)
        for piece in pieces where !compiled.contains(where: { $0.contains(piece.text) }) {
            Issue.record("\(piece.place): this code stands in no file of Tests/DocumentationTests")
        }
    }

    /// Who reads the front page finds every public type there.
    @Test func theTopicsNameEveryPublicType() throws {
        let page = try DocumentedCode.text(of: "Sources/IoTDBWire/Documentation.docc/IoTDBWire.md")
        let topics = try #require(page.components(separatedBy: "## Topics").last)
        let types = try publicTypes()
        #expect(types.count > 50)
        for type in types where !topics.contains("``\(type)``") { Issue.record("the topics leave out \(type)") }
    }

    /// The calls that a Go programme makes of sessions, pools, tablets and results, and those of `database/sql` and
    /// sqlx.
    @Test func theTableForGoNamesEveryInterface() throws {
        let article = try DocumentedCode.text(of: "Sources/IoTDBWire/Documentation.docc/ComingFromGo.md")
        for name in Self.goInterfaces where !article.contains("`\(name)`") {
            Issue.record("the article leaves out \(name)")
        }
    }

    /// A pool has every call of a session but those that change the session itself.
    @Test func thePoolHasTheCallsOfASession() throws {
        let ofTheSession: Set<String> = ["connect", "setTimeZone", "prepare", "open"]
        let calls = try names(of: "Session")
        #expect(calls.count > 30)
        #expect(calls.subtracting(try names(of: "SessionPool")).subtracting(ofTheSession) == [])
    }

    /// Types at the left margin of the dump; those of other types stand on their pages.
    private func publicTypes() throws -> [String] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol"]
        return try api().compactMap { line in
            let words = line.split(whereSeparator: { " :<".contains($0) })
            guard line.hasPrefix("public ") || line.hasPrefix("final public "),
                let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count
            else { return nil }
            return String(words[kind + 1])
        }
    }

    private func names(of type: String) throws -> Set<String> {
        Set(
            try api().filter { $0.hasPrefix("\(type): ") }.compactMap { line in
                line.range(of: " func ").map { String(line[$0.upperBound...].prefix { $0 != "(" && $0 != "<" }) }
            }
        )
    }

    private func api() throws -> [String] {
        try DocumentedCode.text(of: "Sources/IoTDBWire/API.txt").split(separator: "\n").map(String.init)
    }

    private static let goInterfaces = [
        // The session API.
        "NewSession", "NewClusterSession", "NewTableSession", "NewClusterTableSession", "Open", "OpenCluster", "Close",
        "Ping", "NewSessionPool", "NewTableSessionPool", "GetSession", "PutBack", "PoolConfig", "InsertRecord",
        "InsertAlignedRecord", "InsertStringRecord", "InsertRecords", "InsertAlignedRecords",
        "InsertRecordsOfOneDevice",
        "InsertAlignedRecordsOfOneDevice", "InsertTablet", "InsertAlignedTablet", "InsertTablets",
        "InsertAlignedTablets", "Insert", "ExecuteStatement", "ExecuteStatementWithContext", "ExecuteQueryStatement",
        "ExecuteNonQueryStatement", "ExecuteUpdateStatement", "ExecuteRawDataQuery", "ExecuteAggregationQuery",
        "ExecuteAggregationQueryWithLegalNodes", "ExecuteFastLastDataQueryForOnePrefixPath", "ExecuteBatchStatement",
        "SetStorageGroup", "DeleteStorageGroup", "DeleteStorageGroups", "CreateTimeseries", "CreateAlignedTimeseries",
        "CreateMultiTimeseries", "DeleteTimeseries", "DeleteData", "SetTimeZone", "GetTimeZone", "SetFetchSize",
        "GetSessionId", "VerifySuccess", "BatchError",
        // Tablets and results.
        "NewTablet", "NewRelationalTablet", "SetTimestamp", "SetValueAt", "GetValueAt", "Reset", "Sort",
        "SessionDataSet", "Next", "GetColumnNames", "GetColumnTypes", "FindColumn", "IsNull", "GetString", "GetLong",
        "GetTimestamp", "GetCurrentRowTime",
        "GetBooleanByIndex", "RowRecord", "GetFields", "GetMeasurements", "GetMaxRowNumber", "GetStatuses", "TLSConfig",
        "WithCtx", "ConstructSession",
        // All of database/sql: `go doc -all database/sql`, of Go 1.26; calls that end in Context are left out.
        "sql.Open", "sql.OpenDB", "sql.Register", "sql.Drivers", "sql.Named", "sql.Out", "sql.Null", "sql.NullBool",
        "sql.NullFloat64", "sql.NullInt64", "sql.NullString", "sql.NullTime", "sql.ErrNoRows", "sql.ErrConnDone",
        "sql.ErrTxDone", "context.Context", "RawBytes", "Scanner", "Result", "DB.Begin", "DB.Close", "DB.Conn",
        "DB.Driver",
        "DB.Exec", "DB.Ping", "DB.Prepare", "DB.Query", "DB.QueryRow", "DB.SetConnMaxIdleTime", "DB.SetConnMaxLifetime",
        "DB.SetMaxIdleConns", "DB.SetMaxOpenConns", "DB.Stats", "DBStats", "Conn.Begin", "Conn.Close", "Conn.Exec",
        "Conn.Ping", "Conn.Prepare", "Conn.Query", "Conn.QueryRow", "Conn.Raw", "ColumnType", "Row.Err", "Row.Scan",
        "Rows.Close", "Rows.ColumnTypes", "Rows.Columns", "Rows.Err", "Rows.Next", "Rows.NextResultSet", "Rows.Scan",
        "Stmt.Close", "Stmt.Exec", "Stmt.Query", "Stmt.QueryRow", "Tx", "TxOptions", "IsolationLevel",
        // sqlx.
        "StructScan", "Select", "Get", "NamedQuery", "NamedExec", "In",
    ]
}
