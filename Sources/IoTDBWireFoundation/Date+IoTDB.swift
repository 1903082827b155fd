public import Foundation
public import IoTDBWire

extension Date: SQLParameterConvertible {
    /// A number in the unit of the server.
    public var sqlParameter: SQLParameter { .timestamp(Timestamp(self)) }
}

extension Date: ValueConvertible {
    /// Always nil, because a value alone does not tell the unit of its server: read the cell from its row.
    public init?(value: Value) { return nil }

    /// From TIMESTAMP and INT64, in the unit of the server that the row came from.
    public init?(row: borrowing Row, position: Int) {
        guard let timestamp = Timestamp(row: row, position: position) else { return nil }
        self.init(timestamp)
    }

    /// The same point in time; a `Date` of today holds microseconds.
    public init(_ timestamp: Timestamp) {
        self.init(timeIntervalSince1970: Double(timestamp.seconds) + Double(timestamp.nanoseconds) * 1e-9)
    }
}

extension Timestamp {
    /// The same point in time, to the microsecond; what lies beyond 292 billion years is cut.
    public init(_ date: Date) {
        let microseconds = (date.timeIntervalSince1970 * 1e6).rounded()
        let bounded = microseconds.isNaN ? 0 : min(max(microseconds, -9.2e18), 9.2e18)
        let (seconds, rest) = Int64(bounded).quotientAndRemainder(dividingBy: 1_000_000)
        self.init(seconds: seconds, nanoseconds: rest * 1_000)
    }
}
