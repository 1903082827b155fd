import CivilTime
import IoTDBWire

/// `\ts`: what instant a number or a text is.
enum TimestampCommand {
    /// The command.
    static let command = SeriesCommands.command(
        "ts",
        arguments: [.repeated("VALUE")],
        summary: "an epoch number as a time in the zone, or a time as a number, and how long ago; without VALUE now",
        details: """
            The unit of a number follows from its size and is named; it may be said, as in 1700000000s. No server is \
            asked.
            """,
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        let zone = await context.settings.timeZone
        let now = WallClock.milliseconds
        let printer = try await context.output.resultPrinter(usesPager: true)
        var computed = ComputedRows([
            ("input", .string), ("unit", .string), ("time", .string), ("ms", .int64), ("ns", .int64), ("age", .string),
        ])
        let values = joined(arguments.all("VALUE"))
        for text in values.isEmpty ? ["now"] : values {
            let guess = try read(text, zone, now)
            let milliseconds = guess.epoch(.milliseconds)
            computed.append([
                .string(text), Value(guess.unit?.rawValue), .string(guess.iso(zone)), Value(milliseconds),
                Value(guess.epoch(.nanoseconds)),
                Value(milliseconds.map { AgeText.relative($0, now: now, unitsPerSecond: 1000) }),
            ])
        }
        var writer = try printer.writer(computed.columns, .milliseconds)
        try writer.write(computed.takePage())
        try writer.finish()
        return .done
    }

    /// Puts a date and the time of day that stands behind it together.
    private static func joined(_ words: [String]) -> [String] {
        words.reduce(into: []) { values, word in
            let isClock = word.utf8.contains(UInt8(ascii: ":")) && !word.utf8.contains(UInt8(ascii: "-"))
            if isClock, let date = values.last, date.utf8.count == 10, date.utf8.count(where: { $0 == 0x2D }) == 2 {
                values[values.count - 1] = "\(date) \(word)"
            } else {
                values.append(word)
            }
        }
    }

    private static func read(_ text: String, _ zone: TimeZoneID, _ now: Int64) throws -> TimestampGuess {
        if let guess = TimestampGuess(number: text) { return guess }
        // Nanoseconds keep all digits, but reach only from 1677 to 2262.
        var failure = SeriesError("")
        for precision in [TimestampPrecision.nanoseconds, .milliseconds] {
            let scale = precision.unitsPerSecond / 1000
            let reader = TimeReader(zone: zone.offsets, unitsPerSecond: precision.unitsPerSecond, now: now * scale)
            do throws(TimeTextError) {
                let (seconds, rest) = floorDivide(try reader.instant(text), by: precision.unitsPerSecond)
                let nanoseconds = rest * (1_000_000_000 / precision.unitsPerSecond)
                return TimestampGuess(seconds: seconds, nanoseconds: nanoseconds, unit: nil)
            } catch {
                failure = SeriesError(error.description)
            }
        }
        throw failure
    }
}
