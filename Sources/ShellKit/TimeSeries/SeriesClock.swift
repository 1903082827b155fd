package import CivilTime
package import IoTDBWire

/// The clock that a command reads times and ages by.
package struct SeriesClock: Sendable {
    /// Zone of times without an offset.
    package let zone: TimeZoneID
    /// Unit of the server's times.
    package let precision: TimestampPrecision
    /// The present.
    package let now: Int64

    /// A clock that stands still.
    package init(zone: TimeZoneID, precision: TimestampPrecision, now: Int64) {
        (self.zone, self.precision, self.now) = (zone, precision, now)
    }

    /// How long ago an instant is: `5m 3s ago`, `now`, `in 2h`.
    package func age(of time: Int64) -> String {
        AgeText.relative(time, now: now, unitsPerSecond: precision.unitsPerSecond)
    }

    /// Takes a range from the end of the words: `last 1d`, `since TIME`, `A..B` with either end open.
    ///
    /// - Parameter kept: Words at the beginning that are no part of a range, such as a path.
    package func window(_ words: inout [String], keeping kept: Int = 0) throws(SeriesError) -> TimeWindow {
        let starts = ["last", "since", "from", "until", "before"]
        var text: String?
        if words.count >= 2 + kept, starts.contains(words[words.count - 2].lowercased()) {
            let end = words.removeLast()
            text = words.removeLast() + " " + end
        } else if words.count > kept, let last = words.last,
            last.utf8.indices.contains(where: { last.utf8[$0...].starts(with: "..".utf8) })
        {
            text = words.removeLast()
        }
        guard let text else { return TimeWindow() }
        do throws(TimeTextError) {
            let reader = TimeReader(zone: zone.offsets, unitsPerSecond: precision.unitsPerSecond, now: now)
            let range = try reader.range(text)
            // What is still to come has no gaps.
            let isLast = text.lowercased().hasPrefix("last ")
            return TimeWindow(
                start: range.start,
                end: range.end?.addingSaturating(-1) ?? (isLast ? now : nil),
                limit: range.end
            )
        } catch {
            throw SeriesError(error.description)
        }
    }
}
