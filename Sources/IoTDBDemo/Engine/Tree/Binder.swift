import IoTDBWire

/// Turns the paths of expressions into series: an expression becomes one bound expression for each combination.
struct Binder {
    /// Columns that one SELECT may have.
    static let columnLimit = 2000

    /// One aggregation to compute.
    struct Aggregation {
        /// Which one.
        let kind: Aggregate
        /// What is aggregated: one expression, or all series of a level.
        let arguments: [BoundExpression]
    }

    private let tree: SchemaTree
    private let from: [[String]]
    /// Whether headings name measurements only, as ALIGN BY DEVICE does.
    private let namesMeasurements: Bool
    private var slots: [Int: Int] = [:]
    /// Indices of the series that are read, by slot.
    private(set) var series: [Int] = []
    /// Aggregations by slot.
    private(set) var aggregations: [Aggregation] = []

    /// Binds below the paths of a FROM clause.
    init(tree: SchemaTree, from: [[String]], namesMeasurements: Bool = false) {
        self.tree = tree
        self.from = from
        self.namesMeasurements = namesMeasurements
    }

    /// Source that a slot is read from: an aligned device or a series of its own.
    func source(of slot: Int) -> Int {
        let parent = tree.nodes[series[slot]].parent
        return tree.nodes[parent].isAligned == true ? parent : series[slot]
    }

    /// All combinations; a path without series gives none in the SELECT list and null in a condition.
    mutating func bind(_ expression: Expression, inCondition: Bool) throws(StatementError) -> [BoundExpression] {
        switch expression {
        case .literal(let value, let source): return [.literal(value, source: source)]
        case .time: return [.time]
        case .path(let path): return try paths(path, inCondition: inCondition)
        case .unary(let sign, let operand):
            return try bind(operand, inCondition: inCondition).map { .unary(sign, $0) }
        case .isNull(let operand, let isNegated):
            return try bind(operand, inCondition: inCondition).map { .isNull($0, isNegated: isNegated) }
        case .like(let operand, let pattern, let isNegated):
            return try bind(operand, inCondition: inCondition).map {
                .like($0, LikePattern(pattern), text: pattern, isNegated: isNegated)
            }
        case .binary(let sign, let left, let right):
            let lefts = try bind(left, inCondition: inCondition)
            let rights = try bind(right, inCondition: inCondition)
            try check(lefts.count, rights.count)
            return lefts.flatMap { left in rights.map { .binary(sign, left, $0) } }
        case .between(let value, let low, let high, let isNegated):
            let (lows, highs) = (try bind(low, inCondition: inCondition), try bind(high, inCondition: inCondition))
            guard lows.count == 1, highs.count == 1 else { throw .unsupported("BETWEEN with several series") }
            return try bind(value, inCondition: inCondition).map {
                .between($0, lows[0], highs[0], isNegated: isNegated)
            }
        case .inList(let value, let list, let isNegated):
            var elements: [BoundExpression] = []
            for element in list { elements += try bind(element, inCondition: inCondition) }
            return try bind(value, inCondition: inCondition).map { .inList($0, elements, isNegated: isNegated) }
        case .aggregate(let kind, let name, let argument):
            guard !inCondition else { throw .unsupported("an aggregation in WHERE") }
            let before = aggregations.count
            let arguments = try bind(argument, inCondition: false)
            guard aggregations.count == before else { throw .unsupported("an aggregation of an aggregation") }
            var bound: [BoundExpression] = []
            for argument in arguments { bound.append(try aggregate(kind, name, [argument], text: argument.text)) }
            return bound
        }
    }

    private mutating func paths(_ path: [String], inCondition: Bool) throws(StatementError) -> [BoundExpression] {
        let isWhole = path.first == "root"
        guard inCondition || !isWhole else { throw .semantic("Path can not start with root in select clause.") }
        var bound: [BoundExpression] = []
        for prefix in isWhole ? [[]] : from {
            let pattern = try PathPattern(prefix + path)
            let found = tree.matches(pattern, order: .query) { $0.series != nil }
            try check(bound.count + found.count, 1)
            bound += found.isEmpty && inCondition ? [.missing] : found.map { slot(of: $0) }
        }
        return bound
    }

    private mutating func slot(of index: Int) -> BoundExpression {
        let slot = slots[index] ?? series.count
        if slot == series.count {
            slots[index] = slot
            series.append(index)
        }
        let type = tree.nodes[index].series?.type ?? .unknown
        let name = namesMeasurements ? tree.nodes[index].name : NodeName.join(tree.path(of: index))
        return .series(slot: slot, type: type, name: name)
    }

    /// An aggregation of what was bound before: one expression, or all series of a level.
    mutating func aggregate(
        _ kind: Aggregate,
        _ name: String,
        _ arguments: [BoundExpression],
        text: String
    ) throws(StatementError) -> BoundExpression {
        var result: DataType?
        for argument in arguments {
            guard let type = try argument.type() else { throw .unsupported("an aggregation of nothing") }
            let next = try kind.resultType(of: type)
            guard result == nil || result == next else { throw .unsupported("a level with several types") }
            result = next
        }
        guard let result else { throw .unsupported("an aggregation of nothing") }
        aggregations.append(Aggregation(kind: kind, arguments: arguments))
        return .aggregate(slot: aggregations.count - 1, type: result, text: "\(name)(\(text))")
    }

    /// Forgets the series that none of some expressions needs.
    mutating func keep(_ expressions: [BoundExpression]) {
        var used: Set<Int> = []
        for expression in expressions {
            used.formUnion(expression.slots)
            for slot in expression.aggregateSlots { used.formUnion(aggregations[slot].arguments.flatMap(\.slots)) }
        }
        for slot in series.indices where !used.contains(slot) && series[slot] >= 0 {
            slots[series[slot]] = nil
            series[slot] = -1
        }
    }

    /// The points of each slot; nothing for those that were forgotten.
    var sources: [Series] {
        series.map { index in
            (index < 0 ? nil : tree.nodes[index].series) ?? Series(SeriesDefinition(path: [], type: .unknown))
        }
    }

    private func check(_ left: Int, _ right: Int) throws(StatementError) {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow, product <= Self.columnLimit else {
            throw .unsupported("more than \(Self.columnLimit) columns")
        }
    }
}
