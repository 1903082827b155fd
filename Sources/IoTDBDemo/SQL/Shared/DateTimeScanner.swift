/// Recognises the date literals of the dialect: `2024-01-31`, `2024/1/31 10:00:00.5`, `2024.01.31T10:00:00+08:00`.
enum DateTimeScanner {
    /// End of the literal that begins at an index; nil when none does.
    static func end(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var index = start
        guard digits(in: scalars, &index, atMost: 4), index - start == 4 else { return nil }
        guard index < scalars.count, ["-", "/", "."].contains(scalars[index]) else { return nil }
        let separator = scalars[index]
        for _ in 0..<2 {
            guard index < scalars.count, scalars[index] == separator else { return nil }
            index += 1
            guard digits(in: scalars, &index, atMost: 2) else { return nil }
        }
        if index < scalars.count, scalars[index].isDigit { return nil }
        return timeEnd(in: scalars, from: index) ?? index
    }

    private static func timeEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var index = start
        guard index < scalars.count, ["T", "t", " "].contains(scalars[index]) else { return nil }
        index += 1
        for part in 0..<3 {
            if part > 0 {
                guard index < scalars.count, scalars[index] == ":" else { return nil }
                index += 1
            }
            guard digits(in: scalars, &index, atMost: 2) else { return nil }
        }
        if index < scalars.count, scalars[index] == "." {
            index += 1
            guard digits(in: scalars, &index, atMost: 9) else { return nil }
        }
        return offsetEnd(in: scalars, from: index) ?? index
    }

    private static func offsetEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var index = start
        guard index < scalars.count, scalars[index] == "+" || scalars[index] == "-" else { return nil }
        index += 1
        guard digits(in: scalars, &index, atMost: 2), index < scalars.count, scalars[index] == ":" else { return nil }
        index += 1
        return digits(in: scalars, &index, atMost: 2) ? index : nil
    }

    private static func digits(in scalars: [Unicode.Scalar], _ index: inout Int, atMost limit: Int) -> Bool {
        let start = index
        while index < scalars.count, index - start < limit, scalars[index].isDigit { index += 1 }
        return index > start
    }
}
