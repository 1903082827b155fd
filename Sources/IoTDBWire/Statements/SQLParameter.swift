import CivilTime
import SQLText

/// What takes the place of a parameter in a statement.
public enum SQLParameter: Sendable, Hashable {
    /// A literal.
    case value(Value)
    /// A name: of a table or column in the table dialect, of one path node in the tree dialect. It is always quoted.
    case identifier(String)

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
    /// The only escape is a doubled quote: a backslash is an ordinary character in both grammars. Negative numbers are in parentheses in the
    /// table dialect, where `--` begins a comment; the tree dialect, which has no comments, takes no parentheses in VALUES.
    /// A date is a text: comparisons in the table dialect need `CAST(:date AS DATE)`.
    func rendered(_ dialect: SQLDialect) throws(IoTDBError) -> String {
        switch self {
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
