import IoTDBWire

extension Shell {
    /// Carries out a command of the official shell, with its meaning and its answer's wording.
    func run(_ command: LegacyCommand) async throws -> MetaCommandOutcome {
        switch command.name {
        case .quit: return .quit
        case .help: try write(MetaCommandRegistry.help)
        case .showTimeZone: try write("Current time zone: \(timeZone)\n")
        case .setTimeZone:
            try await setTimeZone(try value(of: command, example: "+08:00"))
            try write("Time zone has set to \(timeZone)\n")
        case .showFetchSize: try write("Current fetch size: \(fetchSize)\n")
        case .setFetchSize: try setFetchSize(value(of: command, example: "10000"))
        case .showTimeDisplayType: try write("Current time format: \(timeDisplayType)\n")
        case .setTimeDisplayType: try setTimeDisplayType(value(of: command, example: "ISO8601"))
        }
        return .done
    }

    private func value(of command: LegacyCommand, example: String) throws -> String {
        guard let value = command.argument else {
            throw ShellError(
                "\(command.name.rawValue) needs a value, as in \(command.name.rawValue)=\(example)",
                .statementFailed
            )
        }
        return value
    }

    private func setFetchSize(_ text: String) throws {
        guard let size = FetchSizeSetting(text) else {
            throw ShellError(
                "\"\(text)\" is no fetch size; give auto or a number from 1 to 2147483647",
                .statementFailed
            )
        }
        setFetchSize(size)
        try write("Fetch size has set to \(size)\n")
    }

    private var timeDisplayType: String {
        switch settings.timeMode {
        case .iso8601: "default"
        case .epoch: "long"
        case .local, .relative, .pattern: settings.timeMode.name
        }
    }

    /// `default` and `iso8601` are one, `long` and `number` are one; anything else is a pattern.
    private func setTimeDisplayType(_ text: String) throws {
        switch text.lowercased() {
        case "default", "iso8601": settings.timeMode = .iso8601
        case "long", "number": settings.timeMode = .epoch
        default:
            settings.timeMode = .pattern(try TimePattern(text))
        }
        try write("Time display type has set to \(text)\n")
    }
}
