/// What a chart shows and how, as the arguments of `\plot` and its relatives say it.
package struct ChartOptions: Sendable, Equatable {
    /// Columns to draw; empty for all that can be drawn.
    package var columns: [String] = []
    /// How dots become characters; nil chooses by the terminal.
    package var style: ChartStyle?
    /// Whether the vertical axis is logarithmic.
    package var isLogarithmic = false
    /// Whether a value holds until the next point.
    package var isStepped = false
    /// Lower end of the vertical axis; nil for the smallest value.
    package var minimum: Double?
    /// Upper end of the vertical axis; nil for the largest value.
    package var maximum: Double?
    /// Column whose different values make series of their own.
    package var by: String?
    /// Column of the horizontal axis; nil for the time column.
    package var horizontal: String?
    /// Whether lines are drawn over missing points.
    package var bridgesGaps = false
    /// Columns of the whole chart; nil for the width of the terminal.
    package var width: Int?
    /// Lines of the plot itself.
    package var height: Int?
    /// Classes of a histogram.
    package var bins: Int?

    /// All that can be drawn, as it comes.
    package init() {}

    /// Reads arguments: columns, `key=value`, and the words `log`, `step`, `nogaps`.
    ///
    /// - Throws: ``ChartError`` that names the argument and what is allowed.
    package init(parsing arguments: [String]) throws(ChartError) {
        for argument in arguments {
            switch argument.lowercased() {
            case "log": isLogarithmic = true
            case "step": isStepped = true
            case "nogaps": bridgesGaps = true
            default:
                guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex,
                    let key = Key(rawValue: argument[..<equals].lowercased())
                else {
                    columns.append(argument)
                    continue
                }
                try set(key, String(argument[argument.index(after: equals)...]))
            }
        }
        if let minimum, let maximum, minimum >= maximum {
            throw ChartError("min=\(ChartNumber.text(minimum)) is not below max=\(ChartNumber.text(maximum))")
        }
        if isLogarithmic, let limit = [minimum, maximum].compactMap({ $0 }).first(where: { $0 <= 0 }) {
            throw ChartError("a logarithmic axis has no place for \(ChartNumber.text(limit)); give a limit above 0")
        }
    }

    /// What may stand before `=`.
    package enum Key: String, CaseIterable, Sendable {
        case style, min, max, by, x, width, height, bins
    }

    private mutating func set(_ key: Key, _ value: String) throws(ChartError) {
        switch key {
        case .style:
            guard let style = ChartStyle(rawValue: value.lowercased()) else {
                let known = ChartStyle.allCases.map(\.rawValue).joined(separator: ", ")
                throw ChartError("style=\(value): no such style; there are \(known)")
            }
            self.style = style
        case .min: minimum = try Self.number(key, value)
        case .max: maximum = try Self.number(key, value)
        case .by: by = value
        case .x: horizontal = value
        case .width: width = try Self.count(key, value, 20...10_000)
        case .height: height = try Self.count(key, value, 2...1_000)
        case .bins: bins = try Self.count(key, value, 1...200)
        }
    }

    private static func number(_ key: Key, _ value: String) throws(ChartError) -> Double {
        guard let number = Double(value), number.isFinite else {
            throw ChartError("\(key.rawValue)=\(value): not a number")
        }
        return number
    }

    private static func count(_ key: Key, _ value: String, _ range: ClosedRange<Int>) throws(ChartError) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw ChartError("\(key.rawValue)=\(value): not a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

/// Why a chart cannot be drawn; says what is allowed.
package struct ChartError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    /// An error with its reason.
    package init(_ description: String) { self.description = description }
}
