import SQLText

/// A statement with values in it, as string interpolation makes it: a value never becomes a part of the statement's
/// text by accident.
///
/// ```swift
/// let rows = try await session.query("SELECT * FROM plant WHERE time >= \(start) AND host IN \(hosts)")
/// ```
///
/// What stands in `\(…)` is a parameter, which is written as one literal, quoted for the dialect of the session.
/// `\(path:)` is a path of the tree model, each node quoted where the syntax asks for it; `\(identifier:)` a name,
/// always quoted; `\(raw:)` a piece of the statement itself, which must not come from outside. Quotes round a
/// parameter, as in `'\(host)'`, make rendering throw, because the parameter would be a part of a text.
public struct SQLStatement: ExpressibleByStringInterpolation, Sendable, Hashable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case parameter(SQLParameter)
    }

    private(set) var pieces: [Piece]

    /// A statement without values; its text is taken as it is.
    public init(_ text: String) { pieces = [.text(text)] }

    /// A statement without values.
    public init(stringLiteral value: String) { pieces = [.text(value)] }

    /// A statement with values.
    public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    /// Joins statements, for one that is put together from parts.
    public static func + (left: SQLStatement, right: SQLStatement) -> SQLStatement {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    /// Appends a part.
    public static func += (left: inout SQLStatement, right: SQLStatement) { left.pieces += right.pieces }

    /// Collects the parts of an interpolated statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        /// Makes room.
        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Text between the values.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.text(literal)) }
        }

        /// A value, as one literal.
        public mutating func appendInterpolation(_ value: some SQLParameterConvertible) {
            pieces.append(.parameter(value.sqlParameter))
        }

        /// A value, as one literal; NULL where there is none. Without this the compiler warns of each optional.
        public mutating func appendInterpolation<Wrapped: SQLParameterConvertible>(_ value: Wrapped?) {
            pieces.append(.parameter(value.sqlParameter))
        }

        /// A path of the tree model; wildcards stay.
        public mutating func appendInterpolation(path: String) { pieces.append(.parameter(.path(path))) }

        /// A name: of a table or column, or of one node of a path.
        public mutating func appendInterpolation(identifier: String) {
            pieces.append(.parameter(.identifier(identifier)))
        }

        /// A piece of the statement as it is: never a value from outside.
        public mutating func appendInterpolation(raw: some CustomStringConvertible) { pieces.append(.text("\(raw)")) }

        /// A statement inside of another.
        public mutating func appendInterpolation(_ statement: SQLStatement) { pieces += statement.pieces }
    }

    /// Whether a value needs to know the unit of the server's timestamps.
    var needsPrecision: Bool {
        pieces.contains { if case .parameter(let parameter) = $0 { parameter.needsPrecision } else { false } }
    }

    /// The text of the statement, with each value as one literal.
    ///
    /// - Parameters:
    ///   - dialect: of the session.
    ///   - precision: unit of the server's timestamps, which points in time are written in.
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a value that has no literal (NaN, infinities, OBJECT, an empty
    ///   list, texts with NUL), a value inside of quotes or a comment, or a quote or comment without end.
    public func render(
        dialect: SQLDialect,
        precision: TimestampPrecision = .milliseconds
    ) throws(IoTDBError) -> String {
        if pieces.count == 1, case .text(let text)? = pieces.first { return text }
        try checkPlaces(dialect)
        var output = RenderedStatement()
        var place = 0
        for piece in pieces {
            switch piece {
            case .text(let text): output.append(text: Array(text.utf8)[...])
            case .parameter(let parameter):
                place += 1
                output.append(try token(parameter, place, dialect, precision))
            }
        }
        return output.text
    }

    /// Throws where a value would be a part of a text, a name or a comment.
    private func checkPlaces(_ dialect: SQLDialect) throws(IoTDBError) {
        var template: [UInt8] = []
        var places: [Int] = []
        for piece in pieces {
            switch piece {
            case .text(let text): template += text.utf8
            case .parameter:
                places.append(template.count)
                template.append(UInt8(ascii: "?"))
            }
        }
        guard !places.isEmpty else { return }
        let free = Set(try StatementParameters.positions(in: template, dialect))
        guard let inside = places.firstIndex(where: { !free.contains($0) }) else { return }
        throw IoTDBError(
            .invalidArgument,
            "value \(inside + 1) stands inside of quotes or a comment: leave the quotes round \\(…) away"
        )
    }

    private func token(
        _ parameter: SQLParameter,
        _ place: Int,
        _ dialect: SQLDialect,
        _ precision: TimestampPrecision
    ) throws(IoTDBError) -> RenderedStatement.Token {
        do throws(IoTDBError) {
            let text = try parameter.rendered(dialect, precision)
            return RenderedStatement.Token(text: text, isIdentifier: parameter.isName)
        } catch {
            throw IoTDBError(.invalidArgument, "value \(place): \(error.message)")
        }
    }
}

extension SQLStatement: CustomStringConvertible {
    /// The text with `?` for each value: what goes to logs holds no values.
    public var description: String {
        pieces.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
    }
}
