/// One line of a chart that shows a series of states as a bar.
struct StateLane: Sendable {
    /// What a character of the bar stands for.
    enum Cell: Sendable, Equatable {
        /// No points.
        case empty
        /// One state, which may hold since an earlier point.
        case state(Int)
        /// Several states.
        case mixed
    }

    /// The characters.
    let cells: [Cell]

    /// The bar of a series.
    ///
    /// - Parameter bridgesGaps: Whether a state holds however late the next point is.
    init(_ series: StateSeries, _ axis: TimeAxis, bridgesGaps: Bool) {
        var cells = Array(repeating: Cell.empty, count: axis.columns)
        let opening = bridgesGaps ? nil : series.steps.openingLimit
        var previous: StateBucket?
        for bucket in series.buckets.ordered {
            let column = axis.column(of: bucket.firstTime)
            if let previous {
                let from = axis.column(of: previous.lastTime) + 1
                let distance = UInt64(bitPattern: bucket.firstTime &- previous.lastTime)
                if from < column, opening.map({ distance <= UInt64($0.magnitude) }) ?? true {
                    for place in from..<column { cells[place] = .state(previous.last) }
                }
            }
            let own: Cell = bucket.isMixed ? .mixed : .state(bucket.first)
            for place in column...max(column, axis.column(of: bucket.lastTime)) {
                cells[place] = cells[place] == .empty || cells[place] == own ? own : .mixed
            }
            previous = bucket
        }
        self.cells = cells
    }

    /// The bar as text: booleans high and low, other states with their names.
    func text(_ series: StateSeries, isASCII: Bool) -> String {
        let mixed: Character = isASCII ? "%" : "▒"
        if series.isBoolean {
            let marks: [Character] = isASCII ? ["_", "#"] : ["▁", "█"]
            return String(
                cells.map { cell -> Character in
                    switch cell {
                    case .empty: " "
                    case .mixed: mixed
                    case .state(let number): marks[number]
                    }
                }
            )
        }
        var text = ""
        var at = 0
        while at < cells.count {
            let cell = cells[at]
            let end = cells[at...].firstIndex { $0 != cell } ?? cells.count
            switch cell {
            case .empty: text += String(repeating: " ", count: end - at)
            case .mixed: text += String(repeating: mixed, count: end - at)
            case .state(let number): text += Self.segment(series.states[number], at, end, isASCII: isASCII)
            }
            at = end
        }
        return text
    }

    /// `│name────` in exactly the columns from `start` to `end`; the axis stands before the first one.
    private static func segment(_ name: String, _ start: Int, _ end: Int, isASCII: Bool) -> String {
        let width = end - start
        var text = start == 0 ? "" : isASCII ? "|" : "│"
        var used = start == 0 ? 0 : 1
        for character in name {
            let columns = DisplayWidth.columns(of: String(character))
            guard used + columns <= width else { break }
            text.append(character)
            used += columns
        }
        return text + String(repeating: isASCII ? "-" : "─", count: max(0, width - used))
    }
}
