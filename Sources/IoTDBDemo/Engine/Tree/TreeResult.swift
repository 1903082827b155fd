import IoTDBWire

/// Rows of a SELECT before they are sorted, filled and cut.
struct TreeResult {
    /// Times of the rows.
    var times: [Int64] = []
    /// The columns.
    var columns: [ResultTable.Column]
    /// For each expression of ORDER BY its values.
    var keys: [[Value]]
    /// Device of each row; empty without ALIGN BY DEVICE.
    var devices: [String] = []

    /// Sorts the rows; equal rows keep their order.
    ///
    /// - Parameter isCut: whether only the first rows are wanted: which of equal ones a real server gives is chance.
    mutating func sort(by order: [SortKey], isCut: Bool) throws(StatementError) {
        guard !order.isEmpty else { return }
        if order.count == 1, order[0].subject == .time, devices.isEmpty {
            // Rows come in order of time.
            if order[0].isDescending { permute(Array(times.indices.reversed())) }
            return
        }
        let texts = devices.map { Array($0.utf8) }
        let sorted = times.indices.sorted { left, right in
            let order = compare(left, right, order, texts)
            return order == 0 ? left < right : order < 0
        }
        if isCut, zip(sorted, sorted.dropFirst()).contains(where: { compare($0, $1, order, texts) == 0 }) {
            throw .unsupported("LIMIT after an ORDER BY that leaves rows equal")
        }
        permute(sorted)
    }

    private func compare(_ left: Int, _ right: Int, _ order: [SortKey], _ texts: [[UInt8]]) -> Int {
        var place = 0
        for key in order {
            var difference = 0
            switch key.subject {
            case .time: difference = times[left] < times[right] ? -1 : times[left] == times[right] ? 0 : 1
            case .expression:
                let (first, second) = (keys[place][left], keys[place][right])
                place += 1
                if first == .null || second == .null {
                    if first == second { continue }
                    return (first == .null) == key.nullsFirst ? -1 : 1
                }
                difference = first.order(to: second) ?? 0
            default:
                if texts[left] != texts[right] {
                    difference = texts[left].lexicographicallyPrecedes(texts[right]) ? -1 : 1
                }
            }
            if difference != 0 { return key.isDescending ? -difference : difference }
        }
        // With ALIGN BY DEVICE the devices come by name where nothing else decides.
        guard !texts.isEmpty, texts[left] != texts[right] else { return 0 }
        return texts[left].lexicographicallyPrecedes(texts[right]) ? -1 : 1
    }

    private mutating func permute(_ places: [Int]) {
        times = places.map { times[$0] }
        if !devices.isEmpty { devices = places.map { devices[$0] } }
        for index in columns.indices {
            let cells = columns[index].cells
            columns[index].cells = places.map { cells[$0] }
        }
    }

    /// Puts values in place of nulls, row after row.
    mutating func apply(_ fill: TreeFill) throws(StatementError) {
        for index in columns.indices {
            guard columns[index].cells.contains(.null) else { continue }
            let type = columns[index].type
            switch fill {
            case .previous: fillForward(&columns[index].cells)
            case .linear: fillBetween(&columns[index].cells, type)
            case .constant(let value):
                guard ![.timestamp, .date, .blob].contains(type) else { throw .unsupported("FILL of \(type.name)") }
                let constant = Fill.constant(value, as: type)
                for row in columns[index].cells.indices where columns[index].cells[row] == .null {
                    columns[index].cells[row] = constant
                }
            }
        }
    }

    private func fillForward(_ cells: inout [Value]) {
        for row in cells.indices.dropFirst() where cells[row] == .null { cells[row] = cells[row - 1] }
    }

    private func fillBetween(_ cells: inout [Value], _ type: DataType) {
        guard BoundExpression.numbers.contains(type) else { return }
        var before: Int?
        for row in cells.indices where cells[row] != .null {
            if let before, row > before + 1 {
                for place in (before + 1)..<row {
                    cells[place] = between(cells[before], cells[row], type, at: place, from: before, to: row)
                }
            }
            before = row
        }
    }

    private func between(
        _ first: Value,
        _ second: Value,
        _ type: DataType,
        at place: Int,
        from: Int,
        to end: Int
    ) -> Value {
        let factor = Double(times[place] &- times[from]) / Double(times[end] &- times[from])
        let (low, high) = (first.number ?? 0, second.number ?? 0)
        let number = low + factor * (high - low)
        switch type {
        case .int32: return .int32(Int32(exactly: number.rounded(.towardZero)) ?? 0)
        case .int64: return .int64(Int64(exactly: number.rounded(.towardZero)) ?? 0)
        case .float: return .float(Float(number))
        default: return .double(number)
        }
    }
}
