/// Places instants on a number of columns, the earliest in the first column and the latest in the last.
struct TimeAxis: Sendable, Equatable {
    /// The earliest instant.
    let start: Int64
    /// The latest instant, not before the earliest.
    let end: Int64
    /// Number of columns, at least 1.
    let columns: Int

    /// - Parameter range: First and last instant; all instants that are asked for lie between them.
    init(_ range: ClosedRange<Int64>, columns: Int) {
        start = range.lowerBound
        end = range.upperBound
        self.columns = max(1, columns)
    }

    /// The column of an instant: its share of the range times the last column, rounded to the nearest.
    ///
    /// Exact for all 64-bit times. A range without length stands in the middle.
    func column(of time: Int64) -> Int {
        guard start < end else { return (columns - 1) / 2 }
        var offset = UInt64(bitPattern: min(max(time, start), end) &- start)
        var length = UInt64(bitPattern: end &- start)
        // Twice the length has to fit; a quarter of a dot is lost only where a dot is more than 2^50 units wide.
        if length >= 1 << 62 {
            offset >>= 2
            length >>= 2
        }
        let product = offset.multipliedFullWidth(by: UInt64(2 * (columns - 1)))
        let (low, carry) = product.low.addingReportingOverflow(length)
        let (quotient, _) = (2 * length).dividingFullWidth((product.high + (carry ? 1 : 0), low))
        return Int(quotient)
    }
}

/// What a column of a chart shows of a series.
struct ColumnSpan: Sendable, Equatable {
    /// The column.
    let column: Int
    /// The points in it.
    var bucket: ValueBucket
    /// Whether the line from the column before is drawn.
    let isConnected: Bool
}

extension ChartSeries {
    /// The columns that have points, in order.
    ///
    /// - Parameter opening: Distance from which on a line is not drawn; nil draws all.
    func spans(on axis: TimeAxis, opening: Int64?) -> [ColumnSpan] {
        var spans: [ColumnSpan] = []
        for bucket in buckets.ordered {
            let column = axis.column(of: bucket.firstTime)
            guard let last = spans.last else {
                spans.append(ColumnSpan(column: column, bucket: bucket, isConnected: false))
                continue
            }
            if last.column == column {
                spans[spans.count - 1].bucket.merge(bucket)
            } else {
                let distance = UInt64(bitPattern: bucket.firstTime &- last.bucket.lastTime)
                let isNear = opening.map { distance <= UInt64($0.magnitude) } ?? true
                let isConnected = isNear && !bucket.isOpen
                spans.append(ColumnSpan(column: column, bucket: bucket, isConnected: isConnected))
            }
        }
        return spans
    }
}
