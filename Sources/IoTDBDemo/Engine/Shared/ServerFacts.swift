import IoTDBWire

/// What the demo server says about itself.
enum ServerFacts {
    /// The answer to a statement about the server, in the shape of a dialect.
    static func answer(_ statement: ServerStatement, _ dialect: SQLDialect) throws(StatementError) -> ResultTable? {
        switch statement {
        case .version:
            return ResultTable(texts: ["Version", "BuildInfo"], rows: [[DemoVersion.version, DemoVersion.build]])
        case .currentTimestamp:
            let now = Value.timestamp(WallClock.milliseconds())
            return ResultTable(columns: [.init(name: "CurrentTimestamp", type: .timestamp, cells: [now])])
        case .queries: return queries(dialect)
        case .functions: return functions(dialect)
        case .kill(let id):
            // Statements end before the next one begins, so there is never a query to kill.
            let isID = id.split(separator: "_").count == 4
            throw isID
                ? StatementError(code: 714, message: "No such query")
                : StatementError(code: 305, message: "Please ensure your input <queryId> is correct")
        case .killAll, .flush: return nil
        }
    }

    /// The one query that runs: the question itself.
    private static func queries(_ dialect: SQLDialect) -> ResultTable {
        let now = WallClock.milliseconds()
        let id = "\(JavaText.compactDate(now))_\(DemoVersion.node)"
        guard dialect == .table else {
            return ResultTable(
                times: [now],
                columns: [
                    .init(name: "QueryId", type: .text, cells: [.text(id)]),
                    .init(name: "DataNodeId", type: .int32, cells: [.int32(1)]),
                    .init(name: "ElapsedTime", type: .float, cells: [.float(0)]),
                    .init(name: "Statement", type: .text, cells: [.text("SHOW QUERIES")]),
                ]
            )
        }
        return ResultTable(columns: [
            .init(name: "query_id", type: .string, cells: [.string(id)]),
            .init(name: "start_time", type: .timestamp, cells: [.timestamp(now)]),
            .init(name: "datanode_id", type: .int32, cells: [.int32(1)]),
            .init(name: "elapsed_time", type: .float, cells: [.float(0)]),
            .init(name: "statement", type: .string, cells: [.string("SHOW QUERIES")]),
        ])
    }

    private static func functions(_ dialect: SQLDialect) -> ResultTable {
        let aggregates =
            dialect == .table ? TableAggregate.allCases.map(\.rawValue) : Aggregate.allCases.map(\.rawValue)
        return ResultTable(
            texts: ["FunctionName", "FunctionType", "ClassName(UDF)", "State"],
            rows: aggregates.map { [$0.uppercased(), "built-in aggregate function", "", "AVAILABLE"] }
        )
    }
}

/// The release that the demo server stands for.
enum DemoVersion {
    /// The release whose answers it gives.
    static let version = "2.0.1-demo"
    /// In place of a build number.
    static let build = "demo"
    /// End of the ids of queries: a counter and the node.
    static let node = "00001_1"
}
