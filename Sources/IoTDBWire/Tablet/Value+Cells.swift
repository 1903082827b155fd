extension Value {
    /// A Swift value as a cell; what stands for something else in a statement, such as a name or a list, is none.
    ///
    /// - Parameter problem: makes the message of a type that is none.
    init(
        cell: any SQLParameterConvertible,
        _ precision: TimestampPrecision,
        problem: (any SQLParameterConvertible.Type) -> String
    ) throws(IoTDBError) {
        switch cell.sqlParameter {
        case .value(let value): self = value
        case .timestamp(let timestamp): self = .timestamp(try timestamp.count(in: precision))
        case .identifier, .path, .list, .raw: throw IoTDBError(.invalidArgument, problem(Swift.type(of: cell)))
        }
    }

    /// The same number in the type of a column, where that loses nothing and is needed; else nil.
    func widened(to type: DataType) -> Value? {
        switch (self, type) {
        case (.int64(let number), .int32): Int32(exactly: number).map(Value.int32)
        case (.int32(let number), .int64): .int64(Int64(number))
        case (.int64(let number), .timestamp): .timestamp(number)
        case (.int64(let number), .double): Double(exactly: number).map(Value.double)
        case (.int32(let number), .double): .double(Double(number))
        case (.int64(let number), .float): Float(exactly: number).map(Value.float)
        case (.int32(let number), .float): Float(exactly: number).map(Value.float)
        case (.float(let number), .double): .double(Double(number))
        case (.double(let number), .float): Float(exactly: number).map(Value.float)
        default: nil
        }
    }
}
