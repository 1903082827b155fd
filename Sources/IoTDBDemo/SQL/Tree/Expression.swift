import IoTDBWire

/// An expression as written: in the SELECT list or after WHERE.
indirect enum Expression: Equatable {
    /// A literal other than null.
    case literal(Value, source: String)
    /// `time` or `timestamp`.
    case time
    /// A path below the paths of FROM, or a whole one that begins with `root`.
    case path([String])
    /// `-x` or `!x`.
    case unary(UnaryOperator, Expression)
    /// `x + y`, `x > y`, `x AND y`.
    case binary(BinaryOperator, Expression, Expression)
    /// `x [NOT] BETWEEN low AND high`.
    case between(Expression, Expression, Expression, isNegated: Bool)
    /// `x [NOT] IN (a, b)`.
    case inList(Expression, [Expression], isNegated: Bool)
    /// `x IS [NOT] NULL`.
    case isNull(Expression, isNegated: Bool)
    /// `x [NOT] LIKE 'pattern'`.
    case like(Expression, pattern: String, isNegated: Bool)
    /// An aggregation, with the name as it was spelled.
    case aggregate(Aggregate, name: String, Expression)
}

/// Operators with one operand.
enum UnaryOperator: String, Equatable {
    case minus = "-"
    case not = "!"
}

/// Operators with two operands; the raw value is how the server prints them.
enum BinaryOperator: String, Equatable {
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case add = "+"
    case subtract = "-"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "!="
    case and = "&"
    case or = "|"

    /// How tightly the operator binds; the server writes parentheses around a looser operand.
    var precedence: Int {
        switch self {
        case .multiply, .divide, .remainder: 7
        case .add, .subtract: 6
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 5
        case .equal, .notEqual: 4
        case .and: 2
        case .or: 1
        }
    }

    /// Whether the result is a number.
    var isArithmetic: Bool { precedence >= 6 }
    /// Whether the operator compares.
    var isComparison: Bool { precedence == 5 || precedence == 4 }
}

/// Aggregations that the demo server computes.
enum Aggregate: String, Equatable, CaseIterable {
    case count
    case sum
    case avg
    case minValue = "min_value"
    case maxValue = "max_value"
    case firstValue = "first_value"
    case lastValue = "last_value"
    case minTime = "min_time"
    case maxTime = "max_time"
    case timeDuration = "time_duration"
    case extreme
    case stddev
    case stddevSample = "stddev_samp"
    case stddevPopulation = "stddev_pop"
    case variance
    case varianceSample = "var_samp"
    case variancePopulation = "var_pop"
}
