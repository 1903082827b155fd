import SQLText

/// Values for the parameters of a statement, by place (`?`) or by name (`:name`).
///
/// They are written into the text, quoted for the dialect, for servers that cannot bind. Text inside strings, quoted
/// names and comments is never touched, and what was put in is not looked at again. `::` and times like `08:00:00` are
/// no parameters.
public struct StatementParameters: Sendable, Hashable {
    private enum Source: Hashable {
        case positional([SQLParameter])
        case named([String: SQLParameter])
    }
    private let source: Source

    /// Values for the `?` of a statement, from left to right.
    public init(_ positional: [SQLParameter]) { source = .positional(positional) }

    /// Values of any kind for the `?` of a statement, from left to right: `StatementParameters([host, 42, start])`.
    @_disfavoredOverload
    public init(_ positional: [any SQLParameterConvertible]) { source = .positional(positional.map(\.sqlParameter)) }

    /// Values of any kind for the `:name` parameters of a statement.
    @_disfavoredOverload
    public init(named: [String: any SQLParameterConvertible]) { source = .named(named.mapValues(\.sqlParameter)) }

    /// Values for the `:name` parameters of a statement. A name may be used more than once.
    public init(named: [String: SQLParameter]) { source = .named(named) }

    /// The statement with the values in place.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a parameter without value, a value without parameter, a value
    ///   that has no literal (NaN, infinities, OBJECT, texts with NUL), or a quote or comment without end.
    public func render(
        _ statement: String,
        dialect: SQLDialect,
        precision: TimestampPrecision = .milliseconds
    ) throws(IoTDBError) -> String {
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
                output.append(try value(at: next, dialect, precision))
            case .named(let name): output.append(try value(named: name, dialect, precision))
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

    /// Where the `?` of a statement are, in bytes.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` when a quote or a comment has no end.
    static func positions(in bytes: [UInt8], _ dialect: SQLDialect) throws(IoTDBError) -> [Int] {
        var position = 0
        var positions: [Int] = []
        for piece in try pieces(of: bytes, dialect) {
            switch piece {
            case .text(let range): position = range.upperBound
            case .named(let name): position += 1 + name.utf8.count
            case .positional:
                positions.append(position)
                position += 1
            }
        }
        return positions
    }

    private func value(
        at place: Int,
        _ dialect: SQLDialect,
        _ precision: TimestampPrecision
    ) throws(IoTDBError) -> RenderedStatement.Token {
        guard case .positional(let values) = source, place <= values.count else {
            throw IoTDBError(.invalidArgument, "parameter \(place) (?) has no value")
        }
        return try token(values[place - 1], "parameter \(place)", dialect, precision)
    }

    private func value(
        named name: String,
        _ dialect: SQLDialect,
        _ precision: TimestampPrecision
    ) throws(IoTDBError) -> RenderedStatement.Token {
        guard case .named(let values) = source, let value = values[name] else {
            throw IoTDBError(.invalidArgument, "parameter :\(name) has no value")
        }
        return try token(value, "parameter :\(name)", dialect, precision)
    }

    private func token(
        _ value: SQLParameter,
        _ label: String,
        _ dialect: SQLDialect,
        _ precision: TimestampPrecision
    ) throws(IoTDBError) -> RenderedStatement.Token {
        do {
            return RenderedStatement.Token(text: try value.rendered(dialect, precision), isIdentifier: value.isName)
        } catch {
            throw IoTDBError(.invalidArgument, "\(label): \(error.message)")
        }
    }

    /// Whether a value needs to know the unit of the server's timestamps.
    var needsPrecision: Bool {
        switch source {
        case .positional(let values): values.contains(where: \.needsPrecision)
        case .named(let values): values.values.contains(where: \.needsPrecision)
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
