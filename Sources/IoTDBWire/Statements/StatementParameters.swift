import SQLText

/// Values for the parameters of a statement, by place (`?`) or by name (`:name`).
///
/// They are written into the text, quoted for the dialect, for servers that cannot bind. Text inside strings, quoted names and comments is never
/// touched, and what was put in is not looked at again. `::` and times like `08:00:00` are no parameters.
public struct StatementParameters: Sendable, Hashable {
    private enum Source: Hashable {
        case positional([SQLParameter])
        case named([String: SQLParameter])
    }
    private let source: Source

    /// Values for the `?` of a statement, from left to right.
    public init(_ positional: [SQLParameter]) { source = .positional(positional) }

    /// Values for the `:name` parameters of a statement. A name may be used more than once.
    public init(named: [String: SQLParameter]) { source = .named(named) }

    /// The statement with the values in place.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a parameter without value, a value without parameter, a value that has no literal (NaN,
    ///   infinities, OBJECT, texts with NUL), or a quote or comment without end.
    public func render(_ statement: String, dialect: SQLDialect) throws(IoTDBError) -> String {
        let bytes = Array(statement.utf8)
        let pieces = try Self.pieces(of: bytes, dialect)
        try checkAllUsed(pieces)
        var output = RenderedStatement()
        var next = 0
        for piece in pieces {
            switch piece {
            case .text(let range): output.append(text: bytes[range])
            case .positional:
                next += 1
                output.append(try value(at: next, dialect))
            case .named(let name): output.append(try value(named: name, dialect))
            }
        }
        return output.text
    }

    /// The pieces of a statement.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` when a quote or a comment has no end.
    static func pieces(of bytes: [UInt8], _ dialect: SQLDialect) throws(IoTDBError) -> [ParameterScanner.Piece] {
        do {
            return try ParameterScanner.pieces(of: bytes, grammar: dialect.grammar)
        } catch {
            let what = error.isComment ? "a comment" : "a quote"
            throw IoTDBError(.invalidArgument, "the statement has \(what) without end, from byte \(error.index)")
        }
    }

    private func value(at place: Int, _ dialect: SQLDialect) throws(IoTDBError) -> RenderedStatement.Token {
        guard case .positional(let values) = source, place <= values.count else {
            throw IoTDBError(.invalidArgument, "parameter \(place) (?) has no value")
        }
        return try token(values[place - 1], "parameter \(place)", dialect)
    }

    private func value(named name: String, _ dialect: SQLDialect) throws(IoTDBError) -> RenderedStatement.Token {
        guard case .named(let values) = source, let value = values[name] else {
            throw IoTDBError(.invalidArgument, "parameter :\(name) has no value")
        }
        return try token(value, "parameter :\(name)", dialect)
    }

    private func token(
        _ value: SQLParameter,
        _ label: String,
        _ dialect: SQLDialect
    ) throws(IoTDBError) -> RenderedStatement.Token {
        do {
            let isName = if case .identifier = value { true } else { false }
            return RenderedStatement.Token(text: try value.rendered(dialect), isIdentifier: isName)
        } catch {
            throw IoTDBError(.invalidArgument, "\(label): \(error.message)")
        }
    }

    private func checkAllUsed(_ pieces: [ParameterScanner.Piece]) throws(IoTDBError) {
        switch source {
        case .positional(let values):
            let places = pieces.count { $0 == .positional }
            guard values.count <= places else {
                throw IoTDBError(
                    .invalidArgument,
                    "value \(places + 1) is not used: the statement has \(places) parameters (?)"
                )
            }
        case .named(let values):
            for name in values.keys.sorted() where !pieces.contains(.named(name)) {
                throw IoTDBError(.invalidArgument, "parameter :\(name) is not in the statement")
            }
        }
    }
}
