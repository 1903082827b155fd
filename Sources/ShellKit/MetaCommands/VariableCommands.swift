/// Variables and settings.
enum VariableCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "set",
            section: .variables,
            arguments: [.optional("NAME", .variable), .rest("VALUE", .settingValue)],
            summary:
                "show the variables and settings, or set one; :NAME, :'NAME', :\"NAME\" in statements stand for it",
            details:
                "Names in capitals are settings where there is one of that name, such as FETCH_SIZE or PROMPT1; all others are"
                + " variables of yours. Several values are joined without blanks, as in psql."
        ) { arguments, context in
            guard let name = arguments["NAME"] else {
                try await context.output.write(try await list(context))
                return .done
            }
            if let setting = setting(name) {
                let value = try await DisplayCommands.value(arguments["VALUE"], context)
                try await DisplayCommands.set(
                    setting,
                    value ?? (setting.syntax.isSwitch ? "on" : ""),
                    "\\set \(name)",
                    context
                )
                return .done
            }
            guard VariableName.isValid(name) else {
                throw MetaCommandError("\\set: \"\(name)\" is no name; names are of letters, digits and _")
            }
            let variables = await context.settings.variables
            let words = try MetaCommandParser.parse("\\set " + (arguments["VALUE"] ?? "")) { variables[$0] }.arguments
            await context.settings.setVariable(name, to: words.joined())
            return .done
        },
        MetaCommand(
            "unset",
            section: .variables,
            arguments: [.required("NAME", .variable)],
            summary: "take a variable away"
        ) { arguments, context in
            let name = arguments["NAME"] ?? ""
            guard setting(name) == nil else {
                throw MetaCommandError("\\unset: \(name) is a setting; give it another value with \\set")
            }
            await context.settings.setVariable(name, to: nil)
            return .done
        },
        MetaCommand(
            "prompt",
            section: .variables,
            arguments: [.required("TEXT"), .optional("NAME", .variable)],
            summary: "ask for the value of a variable: \\prompt 'Which device? ' device"
        ) { arguments, context in
            // With one argument there is no text, only the name.
            let name = arguments["NAME"] ?? arguments["TEXT"] ?? ""
            guard VariableName.isValid(name) else {
                throw MetaCommandError("\\prompt: \"\(name)\" is no name; names are of letters, digits and _")
            }
            let question = arguments["NAME"] == nil ? "\(name): " : arguments["TEXT"] ?? ""
            guard let answer = await context.input.ask(question, hidesAnswer: false) else {
                throw MetaCommandError("\\prompt: there is nobody to ask")
            }
            await context.settings.setVariable(name, to: answer)
            return .done
        },
    ]

    /// The setting that a name in capitals means; nil where it is a variable of the user.
    static func setting(_ name: String) -> Setting? {
        SettingTable.changeable.first { $0.variableName == name }
    }

    private static func list(_ context: CommandContext) async throws -> String {
        let settings = await context.settings.settings
        let variables = await context.settings.variables.sorted { $0.key < $1.key }
        let own = variables.map { "\($0.key) = '\($0.value.replacing(bytesOf: "'", with: "''"))'\n" }.joined()
        let known = DisplayCommands.list(SettingTable.changeable, settings) { $0.variableName }
        return known + (own.isEmpty ? "" : "\n" + own)
    }
}
