import IoTDBWire

/// A table or path that a statement reads or writes.
package struct StatementSource: Sendable, Equatable {
    /// Its name, level by level, without quotes.
    package let levels: [String]
    /// What the statement calls it; nil when it gives it no other name.
    package let alias: String?

    /// Whether a qualifier such as `o` in `o.price` means it.
    func isCalled(_ qualifier: String) -> Bool {
        (alias ?? levels.last ?? "").lowercased() == qualifier.lowercased()
    }
}

/// Finds the tables and paths of a statement, those behind the cursor included.
enum StatementScope {
    /// The sources that count at the cursor: those of the innermost query around it that has any.
    ///
    /// - Parameter cursor: where the cursor stands, in bytes of the text.
    static func sources(_ units: [StatementUnit], cursor: Int, _ dialect: SQLDialect) -> [StatementSource] {
        var finder = SourceFinder(dialect)
        var group = 0
        for (index, unit) in units.enumerated() {
            if unit.range.lowerBound < cursor { group = finder.group(behind: unit) }
            // What is being typed is no source yet.
            let isTouched = unit.range.lowerBound < cursor && unit.range.upperBound >= cursor && unit.kind == .name
            finder.take(unit, next: units[(index + 1)...].prefix(2), isIgnored: isTouched)
        }
        return finder.sources(around: group)
    }
}

private struct SourceFinder {
    private let dialect: SQLDialect
    private let reserved: Set<String>
    private var found: [(group: Int, source: StatementSource)] = []
    /// The group around each group; a group is what stands in brackets.
    private var parents: [Int: Int] = [:]
    private var group = 0
    private var groupCount = 1
    private var expects = false
    /// The group of a FROM whose list may go on.
    private var listGroup: Int?

    private static let starts: Set = ["FROM", "JOIN", "INTO", "UPDATE"]
    private static let tableStarts: Set = ["TABLE", "DESC", "DESCRIBE"]
    private static let skipped: Set = ["IF", "NOT", "EXISTS"]
    private static let ends: Set = ["WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "FILL", "SET", "VALUES"]

    init(_ dialect: SQLDialect) {
        self.dialect = dialect
        reserved = ReservedWords.of(dialect)
    }

    /// The group that is open once a unit is taken.
    func group(behind unit: StatementUnit) -> Int {
        if unit.isSign("(") { return groupCount }
        return unit.isSign(")") ? parents[group] ?? 0 : group
    }

    mutating func take(_ unit: StatementUnit, next: ArraySlice<StatementUnit>, isIgnored: Bool) {
        if unit.isSign("(") {
            parents[groupCount] = group
            (group, groupCount, expects) = (groupCount, groupCount + 1, false)
        } else if unit.isSign(")") {
            group = parents[group] ?? 0
        } else if unit.isSign(","), listGroup == group {
            expects = true
        } else if unit.kind == .name {
            takeName(unit, next, isIgnored)
        }
    }

    private mutating func takeName(_ unit: StatementUnit, _ next: ArraySlice<StatementUnit>, _ isIgnored: Bool) {
        let isStart = Self.starts.contains(unit.word) || dialect == .table && Self.tableStarts.contains(unit.word)
        if isStart, !isIgnored {
            expects = true
            if unit.word == "FROM" { listGroup = group }
        } else if Self.ends.contains(unit.word), !isIgnored {
            if listGroup == group { listGroup = nil }
            expects = false
        } else if expects, !Self.skipped.contains(unit.word), !reserved.contains(unit.word) {
            expects = false
            if !isIgnored { found.append((group, StatementSource(levels: unit.levels, alias: alias(in: next)))) }
        }
    }

    private func alias(in next: ArraySlice<StatementUnit>) -> String? {
        guard dialect == .table else { return nil }
        let behind = next.first?.word == "AS" ? next.dropFirst() : next
        guard let unit = behind.first, unit.kind == .name, unit.levels.count == 1, !reserved.contains(unit.word),
            !Self.ends.contains(unit.word)
        else { return nil }
        return unit.levels[0]
    }

    func sources(around start: Int) -> [StatementSource] {
        var next: Int? = start
        while let group = next {
            let here = found.filter { $0.group == group }.map(\.source)
            if !here.isEmpty { return here }
            next = parents[group]
        }
        return []
    }
}
