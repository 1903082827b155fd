/// How results look.
enum DisplayCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        toggle("x", "expanded", summary: "print each column on a line of its own; without argument toggle") {
            "Expanded display is \($0)."
        },
        toggle("timing", "timing", summary: "report times behind each result; without argument toggle") {
            "Timing is \($0)."
        },
        toggle("t", "tuples-only", summary: "print rows only, without header and footer; without argument toggle") {
            "Tuples only is \($0)."
        },
        MetaCommand(
            "pset",
            section: .output,
            arguments: [.optional("NAME", .displaySetting), .rest("VALUE", .settingValue)],
            summary: "show the display settings, or set one",
            details: "The settings: "
                + SettingTable.display.map { "\($0.displayName) (\($0.summary))" }.joined(separator: "; ") + "."
        ) { arguments, context in
            guard let name = arguments["NAME"] else {
                try await context.output.write(list(SettingTable.display, await context.settings.settings))
                return .done
            }
            let setting = try find(name, among: SettingTable.display, "\\pset") { $0.displayName }
            if let text = try await value(arguments["VALUE"], context) {
                try await set(setting, text, "\\pset", context)
            } else if setting.syntax.isSwitch {
                try await set(setting, toggled(setting, await context.settings.settings), "\\pset", context)
            } else {
                let settings = await context.settings.settings
                try await context.output.write("\(setting.displayName) is \(shown(setting, settings)).\n")
                return .done
            }
            let settings = await context.settings.settings
            await context.output.note("\(setting.displayName) is \(shown(setting, settings)).")
            return .done
        },
    ]

    /// A command for a setting that is on or off.
    private static func toggle(
        _ name: String,
        _ settingName: String,
        summary: String,
        answer: @escaping @Sendable (String) -> String
    ) -> MetaCommand {
        let setting = SettingTable.find(settingName)
        let words = setting.map { setting in
            if case .words(let words) = setting.syntax.completion { words } else { ["on", "off"] }
        }
        return MetaCommand(
            name,
            section: .output,
            arguments: [.optional((words ?? []).joined(separator: "|"), .words(words ?? []))],
            summary: summary
        ) { arguments, context in
            guard let setting else { return .done }
            let text = arguments[(words ?? []).joined(separator: "|")]
            let settings = await context.settings.settings
            try await set(setting, text ?? toggled(setting, settings), "\\\(name)", context)
            let changed = await context.settings.settings
            await context.output.note(answer(shown(setting, changed)))
            return .done
        }
    }

    private static func toggled(_ setting: Setting, _ settings: Settings) -> String {
        setting.read(settings) == "off" ? "on" : "off"
    }

    /// Sets a setting; its error names the command and what is allowed.
    static func set(
        _ setting: Setting,
        _ text: String,
        _ command: String,
        _ context: CommandContext
    ) async throws {
        do {
            try await context.settings.change(setting, to: text)
        } catch let error as SettingError {
            throw MetaCommandError(error.message(name: command, value: text))
        }
    }

    /// The setting of a name, or an error that names the nearest one.
    static func find(
        _ name: String,
        among settings: [Setting],
        _ command: String,
        as written: (Setting) -> String
    ) throws(MetaCommandError) -> Setting {
        do throws(SettingError) {
            return try SettingTable.find(name, among: settings, as: written)
        } catch {
            throw MetaCommandError("\(command): \(error.reason)")
        }
    }

    /// The words of a rest of a line, with their quotes taken and variables put in; nil where there are none.
    static func value(_ rest: String?, _ context: CommandContext) async throws -> String? {
        guard let rest else { return nil }
        let variables = await context.settings.variables
        return try MetaCommandParser.parse("\\set " + rest) { variables[$0] }.arguments.joined(separator: " ")
    }

    /// A setting's value for people.
    static func shown(_ setting: Setting, _ settings: Settings) -> String {
        switch setting.read(settings) {
        case nil: "not set"
        case "": "empty"
        case let value?: value
        }
    }

    /// Names, values and where these come from, in columns.
    static func list(
        _ list: [Setting],
        _ settings: Settings,
        as name: (Setting) -> String = { $0.displayName }
    ) -> String {
        let width = list.reduce(0) { max($0, name($1).utf8.count) }
        let values = list.map { shown($0, settings) }
        let valueWidth = min(values.reduce(0) { max($0, $1.utf8.count) }, 24)
        return zip(list, values).map { setting, value in
            let name = name(setting)
            let origin = settings.origin(of: setting)
            let line = name + String(repeating: " ", count: width - name.utf8.count + 2) + value
            guard origin != .builtIn else { return line + "\n" }
            return line + String(repeating: " ", count: max(0, valueWidth - value.utf8.count) + 2) + "(\(origin))\n"
        }.joined()
    }
}
