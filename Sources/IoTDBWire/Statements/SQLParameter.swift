import CivilTime
import SQLText

/// What takes the place of a parameter in a statement.
public enum SQLParameter: Sendable, Hashable {
    /// A literal.
    case value(Value)
    /// A name: of a table or column in the table dialect, of one path node in the tree dialect. It is always quoted.
    case identifier(String)
    /// A path of the tree model, each node quoted where the syntax asks for it; wildcards stay.
    case path(String)
    /// A list in parentheses, for `IN`.
    case list([SQLParameter])
    /// A point in time, in the unit of the server.
    case timestamp(Timestamp)
    /// A piece of the statement as it is: never a value from outside.
    case raw(String)

    /// A literal.
    public init(_ value: Value) { self = .value(value) }
}

extension SQLParameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .value(.string(value)) }
    /// An integer.
    public init(integerLiteral value: Int64) { self = .value(.int64(value)) }
    /// A floating-point number.
    public init(floatLiteral value: Double) { self = .value(.double(value)) }
}

extension SQLParameter: ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .value(.boolean(value)) }
    /// NULL.
    public init(nilLiteral: ()) { self = .value(.null) }
}

extension SQLParameter {
    /// The text that stands for the parameter: one token, or a negative number.
    ///
    /// The only escape is a doubled quote: a backslash is an ordinary character in both grammars. Negative numbers are
    /// in parentheses in the table dialect, where `--` begins a comment; the tree dialect, which has no comments, takes
    /// no parentheses in VALUES. A date is a text: comparisons in the table dialect need `CAST(:date AS DATE)`.
    func rendered(
        _ dialect: SQLDialect,
        _ precision: TimestampPrecision = .milliseconds
    ) throws(IoTDBError) -> String {
        switch self {
        case .raw(let text): return text
        case .path(let path): return try TreeName.quoted(path: path)
        case .timestamp(let timestamp):
            return SQLQuoting.number("\(try timestamp.count(in: precision))", grammar: dialect.grammar)
        case .list(let elements):
            guard !elements.isEmpty else { throw IoTDBError(.invalidArgument, "an empty list has no literal") }
            var texts: [String] = []
            for element in elements { texts.append(try element.rendered(dialect, precision)) }
            return "(" + texts.joined(separator: ", ") + ")"
        case .identifier(let name): return try Self.identifier(name, dialect)
        case .value(.null): return "NULL"
        case .value(.boolean(let value)): return value ? "true" : "false"
        case .value(.int32(let value)): return SQLQuoting.number("\(value)", grammar: dialect.grammar)
        case .value(.int64(let value)), .value(.timestamp(let value)):
            return SQLQuoting.number("\(value)", grammar: dialect.grammar)
        case .value(.float(let value)): return try Self.real("\(value)", isFinite: value.isFinite, dialect)
        case .value(.double(let value)): return try Self.real("\(value)", isFinite: value.isFinite, dialect)
        case .value(.text(let value)), .value(.string(let value)): return try Self.literal(value)
        case .value(.date(let value)): return try Self.date(value)
        case .value(.blob(let value)): return "X'\(HexText.digits(value))'"
        case .value(.object): throw IoTDBError(.invalidArgument, "an OBJECT has no literal")
        }
    }

    /// Whether it stands for a name, which a dot may touch.
    var isName: Bool {
        switch self {
        case .identifier, .path: true
        case .value, .list, .timestamp, .raw: false
        }
    }

    /// Whether its text depends on the unit of the server's timestamps.
    var needsPrecision: Bool {
        switch self {
        case .timestamp: true
        case .list(let elements): elements.contains(where: \.needsPrecision)
        case .value, .identifier, .path, .raw: false
        }
    }

    private static func identifier(_ name: String, _ dialect: SQLDialect) throws(IoTDBError) -> String {
        guard !name.isEmpty else { throw IoTDBError(.invalidArgument, "a name cannot be empty") }
        guard let text = SQLQuoting.name(name, grammar: dialect.grammar) else { throw nul }
        return text
    }

    private static func literal(_ text: String) throws(IoTDBError) -> String {
        guard let text = SQLQuoting.literal(text) else { throw nul }
        return text
    }

    private static var nul: IoTDBError {
        IoTDBError(.invalidArgument, "a text of a statement cannot hold a NUL")
    }

    private static func real(_ digits: String, isFinite: Bool, _ dialect: SQLDialect) throws(IoTDBError) -> String {
        guard isFinite else { throw IoTDBError(.invalidArgument, "\(digits) has no literal") }
        return SQLQuoting.number(digits, grammar: dialect.grammar)
    }

    private static func date(_ number: Int32) throws(IoTDBError) -> String {
        guard DateNumber.isValid(number) else { throw IoTDBError(.invalidArgument, "\(number) is no date") }
        return "'\(DateNumber.text(number))'"
    }
}
