/// Statements about the server that both dialects know.
enum ServerStatement: Equatable {
    case version
    case currentTimestamp
    case queries
    case functions
    case kill(String)
    case killAll
    /// FLUSH and CLEAR CACHE: nothing to do.
    case flush
}

extension ParserCursor {
    /// What stands after SHOW, when it is about the server.
    mutating func serverFact() -> ServerStatement? {
        if accept("VERSION") { return .version }
        if accept("CURRENT_TIMESTAMP") { return .currentTimestamp }
        if current.isKeyword("QUERIES"), following.kind == .end || following.isSymbol(";") {
            take()
            return .queries
        }
        if accept("FUNCTIONS") { return .functions }
        return nil
    }

    /// What stands after KILL.
    mutating func kill() throws(StatementError) -> ServerStatement {
        if accept("ALL") {
            try expect("QUERIES")
            return .killAll
        }
        try expect("QUERY")
        guard current.kind == .string else { throw unexpected("<string>") }
        return .kill(take().text)
    }
}
