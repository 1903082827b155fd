import CivilTime
import IoTDBWire

extension InsertLiteral {
    /// Type of a series that is made for this value.
    var inferredType: DataType {
        switch kind {
        case .integer, .decimal: .double
        case .word: text == "NAN" ? .double : .boolean
        case .dateTime: .int64
        case .binary: .blob
        default: .text
        }
    }

    /// The value in the type of a series.
    func value(as type: DataType) throws(InsertFailure) -> Value {
        switch type {
        case .boolean: return .boolean(try boolean())
        case .int32:
            if kind == .integer, let number = Int32(text) { return .int32(number) }
        case .int64:
            if kind == .integer || kind == .dateTime, let number = Int64(text) { return .int64(number) }
        case .float: return .float(try float())
        case .double: return .double(try double())
        case .text where kind != .binary && kind != .dateTime: return .text(content)
        case .string where kind != .binary && kind != .dateTime: return .string(content)
        case .blob:
            guard kind == .binary, let bytes = Hexadecimal.bytes(text) else {
                throw InsertFailure(reason: "Binary literal must be in the form X'hexstring'")
            }
            return .blob(bytes)
        case .timestamp:
            if kind == .integer || kind == .dateTime, let number = Int64(text) { return .timestamp(number) }
        case .date: return .date(try date())
        default: break
        }
        throw inconsistent(type)
    }

    /// A text as it was written, or a number or a boolean as a text.
    private var content: String { kind == .string ? text : source }

    private func boolean() throws(InsertFailure) -> Bool {
        let content = kind == .word || kind == .integer ? text.lowercased() : ""
        guard ["true", "false", "0", "1"].contains(content) else {
            guard kind == .string else { throw inconsistent(.boolean) }
            throw InsertFailure(reason: "The BOOLEAN should be true/TRUE, false/FALSE or 0/1")
        }
        return content == "true" || content == "1"
    }

    private func float() throws(InsertFailure) -> Float {
        if text == "NAN", kind == .word { return .nan }
        guard kind == .integer || kind == .decimal, let number = Float(text) else { throw inconsistent(.float) }
        guard number.isFinite else { throw InsertFailure(reason: "The input float value is Infinity") }
        return number
    }

    private func double() throws(InsertFailure) -> Double {
        if text == "NAN", kind == .word { return .nan }
        guard kind == .integer || kind == .decimal, let number = Double(text) else { throw inconsistent(.double) }
        guard number.isFinite else { throw InsertFailure(reason: "The input double value is Infinity") }
        return number
    }

    private func date() throws(InsertFailure) -> Int32 {
        guard kind == .string, let number = DateNumber.parse(text) else {
            let isEarly = kind == .string && text.utf8.count == 10 && text.first == "0"
            let why =
                isEarly ? "Year must be between 1000 and 9999." : "Invalid date format. Please use YYYY-MM-DD format."
            throw InsertFailure(
                reason: "data type is not consistent, input \(source), registered DATE because \(why)"
            )
        }
        return number
    }

    private func inconsistent(_ type: DataType) -> InsertFailure {
        let why =
            type == .timestamp && kind == .string
            ? " because line 1:0 mismatched input '\(source)' expecting {NOW, DATETIME_LITERAL}" : ""
        return InsertFailure(reason: "data type is not consistent, input \(source), registered \(type.name)\(why)")
    }
}
