/// How results look.
enum OutputCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "x",
            section: .output,
            syntax: "[on|off|auto]",
            summary: "print each column on a line of its own; without argument the other way round",
            argumentKind: .oneOf(ExpandedSetting.allCases.map(\.rawValue)),
            argumentCount: 0...1
        ) { arguments, context in
            let setting = try await expanded(arguments.first, now: context.expanded)
            await context.setExpanded(setting)
            await context.note("Expanded display is \(setting.rawValue).")
            return .done
        },
        MetaCommand(
            "timing",
            section: .output,
            syntax: "[on|off]",
            summary: "report times behind each result; without argument the other way round",
            argumentKind: .oneOf(["on", "off"]),
            argumentCount: 0...1
        ) { arguments, context in
            let isOn = try await timing(arguments.first, now: context.isTiming)
            await context.setTiming(isOn)
            await context.note("Timing is \(isOn ? "on" : "off").")
            return .done
        },
    ]

    private static func expanded(
        _ argument: String?,
        now: ExpandedSetting
    ) throws(MetaCommandError) -> ExpandedSetting {
        guard let argument else { return now == .off ? .on : .off }
        guard let setting = ExpandedSetting(rawValue: argument.lowercased()) else {
            throw MetaCommandError("\\x: \"\(argument)\" is not allowed; give on, off or auto")
        }
        return setting
    }

    private static func timing(_ argument: String?, now: Bool) throws(MetaCommandError) -> Bool {
        switch argument?.lowercased() {
        case nil: return !now
        case "on": return true
        case "off": return false
        case _: throw MetaCommandError("\\timing: \"\(argument ?? "")\" is not allowed; give on or off")
        }
    }
}
