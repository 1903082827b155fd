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
        let pieces = try StatementScanner.pieces(of: bytes, dialect: dialect)
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

    private func checkAllUsed(_ pieces: [StatementScanner.Piece]) throws(IoTDBError) {
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

/// A statement in the making; keeps tokens apart from what is beside them.
struct RenderedStatement {
    /// What takes the place of a parameter.
    struct Token {
        let text: String
        let isIdentifier: Bool
    }

    private var bytes: [UInt8] = []
    /// The last thing appended was a token; nil otherwise.
    private var pending: Token?

    /// The whole text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends a part of the statement.
    mutating func append(text: ArraySlice<UInt8>) {
        if let pending, let first = text.first, !Self.mayTouch(first, pending) { bytes.append(space) }
        pending = nil
        bytes.append(contentsOf: text)
    }

    /// Appends what takes the place of a parameter.
    mutating func append(_ token: Token) {
        if pending != nil {
            bytes.append(space)
        } else if let last = bytes.last, !Self.mayTouch(last, token) {
            bytes.append(space)
        }
        bytes.append(contentsOf: token.text.utf8)
        pending = token
    }

    /// Whether a neighbour can never be part of the same token: `'a'` beside `'b'` would be one string, `1` beside `2` one number.
    private static func mayTouch(_ neighbour: UInt8, _ token: Token) -> Bool {
        switch neighbour {
        case UInt8(ascii: " "), 9, 10, 13: true
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="),
            UInt8(ascii: "<"):
            true
        case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "%"): true
        case UInt8(ascii: "."): token.isIdentifier
        default: false
        }
    }
}

private let space = UInt8(ascii: " ")
