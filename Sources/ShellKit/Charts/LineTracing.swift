import CivilTime

extension DotGrid {
    /// Draws a series: in each column the dots from its smallest to its largest value, and lines between the columns.
    mutating func draw(_ spans: [ColumnSpan], scale: ValueScale, isStepped: Bool, series: Int) {
        var previous: ColumnSpan?
        for span in spans {
            let top = scale.row(span.bucket.maximum, of: rows)
            let bottom = scale.row(span.bucket.minimum, of: rows)
            fill(column: span.column, rows: top...max(top, bottom), series: series)
            if let previous, span.isConnected {
                connect(
                    (previous.column, scale.row(previous.bucket.last, of: rows)),
                    (span.column, scale.row(span.bucket.first, of: rows)),
                    isStepped: isStepped,
                    series: series
                )
            }
            previous = span
        }
    }

    /// Draws the line from a dot to another one in a later column.
    ///
    /// In every column it takes the dots that it passes between the column's edges, half a dot to the left and right of
    /// its middle. A stepped line keeps its row up to the last column and changes it there.
    private mutating func connect(
        _ from: (column: Int, row: Int),
        _ to: (column: Int, row: Int),
        isStepped: Bool,
        series: Int
    ) {
        for column in from.column...to.column {
            let rows: (Int, Int)
            if isStepped {
                rows = (from.row, column == to.column ? to.row : from.row)
            } else {
                // In half columns, so that edges are whole numbers.
                let left = max(2 * column - 1, 2 * from.column) - 2 * from.column
                let right = min(2 * column + 1, 2 * to.column) - 2 * from.column
                let length = 2 * (to.column - from.column)
                rows = (Self.row(from.row, to.row, left, length), Self.row(from.row, to.row, right, length))
            }
            fill(column: column, rows: min(rows.0, rows.1)...max(rows.0, rows.1), series: series)
        }
    }

    /// The row at `part` of `length` on the way between two rows, rounded to the nearest, halves downwards.
    private static func row(_ from: Int, _ to: Int, _ part: Int, _ length: Int) -> Int {
        let numerator = 2 * (to - from) * part + length
        return from + Int(floorDivide(Int64(numerator), by: Int64(2 * length)).quotient)
    }
}
