import IoTDBWire

/// Functions of one row.
enum TableFunctions {
    /// Binds a call by the name of its function.
    static func bind(
        _ name: String,
        _ arguments: [TableExpression],
        _ binder: TableBinder
    ) throws(StatementError) -> TableBinder.Bound {
        if name == "date_bin" { return try dateBin(arguments, binder) }
        var bound: [TableBinder.Bound] = []
        for argument in arguments { bound.append(try binder.bind(argument)) }
        switch name {
        case "coalesce": return try coalesce(bound)
        case "if" where bound.count == 3: return try choice(bound)
        case "concat" where bound.count >= 2: return try text(name, bound, nullsAreEmpty: true) { .string($0.joined()) }
        default: break
        }
        if let function = number(name, bound.count) { return try numeric(name, bound, function) }
        if let function = text(name, bound.count) { return try text(name, bound, function) }
        throw refusal(name)
    }

    /// What to answer to a function that is not computed.
    static func refusal(_ name: String) -> StatementError {
        known.contains(name) ? .unsupported("the function \(name)") : .semantic("Unknown function: \(name)")
    }

    private static func dateBin(
        _ arguments: [TableExpression],
        _ binder: TableBinder
    ) throws(StatementError) -> TableBinder.Bound {
        guard (2...3).contains(arguments.count), case .duration(let width) = arguments[0] else {
            throw .unsupported("date_bin of these arguments")
        }
        guard width > 0 else { throw .unsupported("date_bin of no length") }
        var origin: Int64 = 0
        if arguments.count == 3 {
            guard case .literal(let value) = arguments[2], let moment = value.integer else {
                throw .unsupported("date_bin with this origin")
            }
            origin = moment
        }
        let time = try binder.bind(arguments[1])
        guard time.type == .timestamp else {
            throw .semantic(
                "Scalar function date_bin only accepts two or three arguments and the second and third must be "
                    + "TimeStamp data type."
            )
        }
        return TableBinder.Bound(type: .timestamp) { row throws(StatementError) in
            guard let moment = try time.value(row).integer else { return .null }
            let (distance, overflow) = moment.subtractingReportingOverflow(origin)
            guard !overflow else { throw .unsupported("date_bin of such a time") }
            let rest = ((distance % width) + width) % width
            return .timestamp(moment &- rest)
        }
    }

    private static func coalesce(_ bound: [TableBinder.Bound]) throws(StatementError) -> TableBinder.Bound {
        var type: DataType?
        for argument in bound { try TableBinder.unify(&type, argument.type) }
        guard bound.count >= 2, type != nil else { throw .unsupported("coalesce of these arguments") }
        return TableBinder.Bound(type: type) { row throws(StatementError) in
            for argument in bound {
                let value = try argument.value(row)
                if value != .null { return value }
            }
            return .null
        }
    }

    private static func choice(_ bound: [TableBinder.Bound]) throws(StatementError) -> TableBinder.Bound {
        var type: DataType?
        try TableBinder.unify(&type, bound[1].type)
        try TableBinder.unify(&type, bound[2].type)
        guard bound[0].type == .boolean, type != nil else { throw .unsupported("if of these arguments") }
        return TableBinder.Bound(type: type) { row throws(StatementError) in
            try bound[0].value(row) == .boolean(true) ? try bound[1].value(row) : try bound[2].value(row)
        }
    }

    private static func numeric(
        _ name: String,
        _ bound: [TableBinder.Bound],
        _ function: (keepsType: Bool, value: @Sendable (Value) -> Value)
    ) throws(StatementError) -> TableBinder.Bound {
        guard let type = bound[0].type, BoundExpression.numbers.contains(type) else {
            throw .semantic("Scalar function \(name) only supports numeric data types [INT32, INT64, FLOAT, DOUBLE]")
        }
        let (argument, value) = (bound[0].value, function.value)
        return TableBinder.Bound(type: function.keepsType ? type : .double) { row throws(StatementError) in
            let number = try argument(row)
            return number == .null ? .null : value(number)
        }
    }

    private static func number(_ name: String, _ count: Int) -> (Bool, @Sendable (Value) -> Value)? {
        guard count == 1 else { return nil }
        return switch name {
        case "abs": (true, \.magnitude)
        case "ceil": (false, { .double(($0.number ?? 0).rounded(.up)) })
        case "floor": (false, { .double(($0.number ?? 0).rounded(.down)) })
        case "round": (false, { .double(($0.number ?? 0).rounded(.toNearestOrEven)) })
        case "sqrt": (false, { .double(($0.number ?? 0).squareRoot()) })
        default: nil
        }
    }

    private static func text(
        _ name: String,
        _ bound: [TableBinder.Bound],
        nullsAreEmpty: Bool = false,
        _ function: @escaping @Sendable ([String]) -> Value
    ) throws(StatementError) -> TableBinder.Bound {
        for argument in bound where argument.type != .string && argument.type != .text {
            throw .semantic("Scalar function \(name) only accepts arguments of TEXT or STRING data type")
        }
        let type: DataType =
            switch name {
            case "length", "strpos": .int32
            case "starts_with", "ends_with": .boolean
            default: .string
            }
        return TableBinder.Bound(type: type) { row throws(StatementError) in
            var texts: [String] = []
            for argument in bound {
                if let text = try argument.value(row).string {
                    texts.append(text)
                } else if !nullsAreEmpty {
                    return .null
                }
            }
            return texts.isEmpty ? .null : function(texts)
        }
    }

    private static func text(_ name: String, _ count: Int) -> (@Sendable ([String]) -> Value)? {
        switch (name, count) {
        case ("length", 1): { .int32(Int32(truncatingIfNeeded: $0[0].utf16.count)) }
        case ("upper", 1): { .string($0[0].uppercased()) }
        case ("lower", 1): { .string($0[0].lowercased()) }
        case ("trim", 1): { .string($0[0].trimmed(start: true, end: true)) }
        case ("ltrim", 1): { .string($0[0].trimmed(start: true, end: false)) }
        case ("rtrim", 1): { .string($0[0].trimmed(start: false, end: true)) }
        case ("replace", 3): { .string($0[0].replacing(bytesOf: $0[1], with: $0[2])) }
        case ("strpos", 2): { .int32(Int32(truncatingIfNeeded: $0[0].position(of: $0[1]) + 1)) }
        case ("starts_with", 2): { .boolean($0[0].utf8.starts(with: $0[1].utf8)) }
        case ("ends_with", 2): { .boolean($0[0].utf8.reversed().starts(with: $0[1].utf8.reversed())) }
        default: nil
        }
    }

    private static let known: Set<String> = [
        "abs", "acos", "asin", "atan", "cast", "ceil", "coalesce", "concat", "cos", "cosh", "date_bin",
        "date_bin_gapfill", "degrees", "diff", "e", "ends_with", "exp", "floor", "format", "if", "length", "ln",
        "log10",
        "lower", "ltrim", "nullif", "pi", "radians", "regexp_like", "replace", "round", "rtrim", "sign", "sin", "sinh",
        "sqrt", "starts_with", "strcmp", "strpos", "substring", "tan", "tanh", "trim", "try_cast", "upper",
    ]
}

extension Value {
    /// A number without its sign.
    fileprivate var magnitude: Value {
        switch self {
        case .int32(let number): .int32(number < 0 ? 0 &- number : number)
        case .int64(let number): .int64(number < 0 ? 0 &- number : number)
        case .float(let number): .float(abs(number))
        case .double(let number): .double(abs(number))
        default: .null
        }
    }
}

extension String {
    /// Without blanks at its ends.
    fileprivate func trimmed(start: Bool, end: Bool) -> String {
        var rest = Substring(self)
        while start, rest.first == " " { rest.removeFirst() }
        while end, rest.last == " " { rest.removeLast() }
        return String(rest)
    }

    /// Index of a text in UTF-16 units; −1 when it does not occur.
    fileprivate func position(of text: String) -> Int {
        let (units, wanted) = (Array(utf16), Array(text.utf16))
        guard units.count >= wanted.count else { return -1 }
        return (0...(units.count - wanted.count)).first { units[$0...].starts(with: wanted) } ?? -1
    }

    /// With every occurrence of a text replaced; an empty text occurs between all characters.
    fileprivate func replacing(bytesOf text: String, with other: String) -> String {
        let (bytes, wanted) = (Array(utf8), Array(text.utf8))
        guard !wanted.isEmpty else { return other + unicodeScalars.map { String($0) + other }.joined() }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position...].starts(with: wanted) {
                result += Array(other.utf8)
                position += wanted.count
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
