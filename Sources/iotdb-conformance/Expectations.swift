import IoTDBWire

/// Throws unless two values are equal.
func expect<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) throws(Mismatch) {
    guard found == expected else { throw Mismatch("\(what): \(found) instead of \(expected)") }
}

/// Throws unless a condition holds.
func expect(_ condition: Bool, _ what: String) throws(Mismatch) {
    guard condition else { throw Mismatch(what) }
}

/// Reads a result to its end and throws unless it has these rows, bit by bit.
func expect(
    _ results: ResultSet,
    rows expected: [[Value]],
    columns: [String]? = nil
) async throws {
    if let columns { try expect(results.columns.map(\.name), columns, "columns") }
    var count = 0
    for try await row in results.rows {
        guard count < expected.count else { throw Mismatch("more than \(expected.count) rows: \(row.values)") }
        try compare(row.values, expected[count], row: count, results.columns.map(\.name))
        count += 1
    }
    try expect(count, expected.count, "rows")
}

private func compare(_ found: [Value], _ expected: [Value], row: Int, _ names: [String]) throws(Mismatch) {
    guard found.count == expected.count else {
        throw Mismatch("row \(row): \(found.count) cells instead of \(expected.count)")
    }
    for (index, pair) in zip(found, expected).enumerated() where !pair.0.hasSameBits(as: pair.1) {
        throw Mismatch(
            "row \(row), \(names[index]): \(pair.0.type?.name ?? "") \(pair.0) instead of"
                + " \(pair.1.type?.name ?? "") \(pair.1)"
        )
    }
}

/// Throws unless a call fails as it should.
func expectError(
    _ code: IoTDBError.Code,
    status: Int32? = nil,
    _ what: String,
    _ body: () async throws -> Void
) async throws {
    do {
        try await body()
    } catch let error as IoTDBError {
        try expect(error.code, code, what)
        if let status { try expect(error.serverStatus?.code.rawValue, status, what) }
        return
    }
    throw Mismatch("\(what): no error")
}

extension Value {
    /// Equality that tells NaN patterns and the two zeros apart.
    func hasSameBits(as other: Value) -> Bool {
        switch (self, other) {
        case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern
        case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
        default: self == other
        }
    }
}
