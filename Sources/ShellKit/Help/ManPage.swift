/// The man page, in troff, from the option table and the registry of `\` commands.
package enum ManPage {
    /// The page.
    package static var text: String {
        var page = ".TH IOTDB\\-SHELL 1 \"\" \"iotdb\\-shell \(escaped(iotdbShellVersion))\"\n"
        page += section("NAME", "iotdb\\-shell \\- SQL shell for Apache IoTDB\n")
        page += section("SYNOPSIS", ".B iotdb\\-shell\n[\\fIOPTION\\fR]...\n[\\fIURL\\fR]\n")
        page += section("DESCRIPTION", paragraphs(description))
        page += section("OPTIONS", Setting.Section.allCases.map(options(of:)).joined())
        page += section("SETTINGS", paragraphs([settingRule]) + settings)
        page += section(
            "META-COMMANDS",
            paragraphs([metaCommandRule]) + MetaCommand.Section.allCases.map(commands(of:)).joined()
        )
        page += section(
            "KEYS",
            KeyTable.entries.map { entry($0.keys, $0.help + ".") }.joined() + ".PP\n" + paragraphs(KeyTable.notes)
        )
        page += section(
            "COMPATIBILITY",
            paragraphs(["What Apache IoTDB's own shell has, and what stands for it here."])
                + Compatibility.rows.map { entry($0.there, $0.here) }.joined()
        )
        page += section("EXIT STATUS", OptionHelp.exitStatuses.map { entry("\($0.status)", $0.meaning) }.joined())
        page += section("ENVIRONMENT", environment)
        page += section("EXAMPLES", examples.map { entry($0.command, $0.meaning) }.joined())
        return page + section("FILES", files.map { entry($0.name, $0.meaning) }.joined())
    }

    /// Escapes text so that troff prints it as it is.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "." where result.isEmpty, "'" where result.isEmpty: result += "\\&\(character)"
            case _: result.append(character)
            }
        }
        return result
    }

    private static let description = [
        "Runs statements of both dialects of Apache IoTDB, tree and table, at a prompt or from scripts. A statement ends with ;"
            + " outside quotes and comments; the last one of a script may go without.",
        "Options win over environment variables, those over a profile, that over the rest of the configuration file, and that over defaults. Results go to the standard output, everything else to"
            + " the standard error. A script stops at its first failed statement unless told to go on.",
        "-e takes one argument, where Apache IoTDB's own shell takes all that follow; it may be repeated.",
    ]

    private static let metaCommandRule =
        "A \\ outside quotes and comments starts a command for the shell, which reaches to the end of its line; it may stand behind a"
        + " statement or inside an open one. Arguments with blanks stand in '...'."

    private static let settingRule =
        "Each has one name everywhere: NAME=VALUE in the configuration file, \\pset for how results look, \\set with the name in capitals"
        + " for what can change while the shell runs. - and _ are alike in the configuration file."

    private static var settings: String {
        SettingTable.all.map { setting in
            let command =
                switch setting.scope {
                case .startUp: "at the start only"
                case .session: "\\set \(setting.variableName)"
                case .display: "\\pset \(setting.displayName)"
                }
            return entry("\(setting.name) = \(setting.syntax.placeholder)", "\(setting.summary) (\(command))")
        }.joined()
    }

    private static let examples: [(command: String, meaning: String)] = [
        (
            #"iotdb-shell -e "\copy root.plant to 'plant.csv.gz' header=types""#,
            "all series below a path to a compressed file, with their types"
        ),
        (
            #"iotdb-shell -e "\copy root.plant from 'plant.csv.gz'""#,
            "and back; rows that cannot be read go to plant.csv.rejected, and the status is 3 when there are any"
        ),
        (
            #"iotdb-shell -e "\copy root.plant from 'plant.csv.gz' resume-from=1200001""#,
            "go on with an import that was interrupted, from the line that it named"
        ),
        (
            #"iotdb-shell -h old -e '\dump schema root.plant' | iotdb-shell -h new -f -"#,
            "the schema of a database to another server"
        ),
        (
            #"iotdb-shell -h old -e '\copy root.plant to stdout header=types layout=device'"#
                + #" | iotdb-shell -h new -e '\copy root.plant from stdin'"#,
            "its rows to another server, with no file between them"
        ),
        (
            #"iotdb-shell -e "\copy root.plant to 'plant.csv' header=types quotes=backslash layout=device""#,
            "a file for IoTDB's own import tool; its export tool's files are read as they are"
        ),
    ]

    private static let files: [(name: String, meaning: String)] = [
        (
            "$XDG_CONFIG_HOME/iotdb-shell/config",
            "settings: [default] for everybody, [profile NAME] for --profile NAME; a key is a long option without its dashes (default ~/.config/iotdb-shell/config)"
        ),
        (
            "$XDG_CONFIG_HOME/iotdb-shell/rc",
            "statements and commands that run before the prompt appears"
        ),
        (
            "$XDG_CONFIG_HOME/iotdb-shell/passfile",
            "passwords: lines host:port:user:password, * for any; only its owner may have access"
        ),
        (
            "$XDG_STATE_HOME/iotdb-shell/history",
            "the history of the prompt (default ~/.local/state/iotdb-shell/history)"
        ),
    ]

    private static var environment: String {
        let variables = SettingTable.all.compactMap { setting in
            setting.environmentVariable.map { entry($0, "as --\(setting.name): \(setting.summary)") }
        }
        let others = [
            entry("IOTDB_URL", "an address, as --url"),
            entry("IOTDB_PROFILE", "as --profile"),
            entry("IOTDB_PAGER, PAGER", "the pager (default less -SRFX)"),
            entry("VISUAL, EDITOR", "the editor of \\e (default vi)"),
            entry("NO_COLOR", "when set, no colours unless --color says so"),
        ]
        return (variables + others).joined()
    }

    private static func options(of section: Setting.Section) -> String {
        let options = OptionTable.all.filter { $0.section == section && !$0.isHidden }
        guard !options.isEmpty else { return "" }
        return ".SS \(escaped(section.rawValue))\n" + options.map { entry($0.usage, $0.summary) }.joined()
    }

    private static func commands(of section: MetaCommand.Section) -> String {
        let commands = MetaCommandRegistry.all.filter { $0.section == section }
        guard !commands.isEmpty else { return "" }
        return ".SS \(escaped(section.rawValue))\n"
            + commands.map { command in
                let aliases =
                    command.aliases.isEmpty
                    ? "" : " Also " + command.aliases.map { "\\\($0)" }.joined(separator: ", ") + "."
                return entry(
                    command.usage,
                    [command.summary + ".", command.details].filter { !$0.isEmpty }.joined(separator: " ") + aliases
                )
            }.joined()
    }

    private static func paragraphs(_ texts: [String]) -> String {
        texts.map { escaped($0) + "\n" }.joined(separator: ".PP\n")
    }

    /// A heading with its text.
    private static func section(_ title: String, _ text: String) -> String {
        ".SH \(title)\n\(text)"
    }

    /// A tagged paragraph.
    private static func entry(_ name: String, _ text: String) -> String {
        ".TP\n.B \"\(escaped(name).replacingQuotes())\"\n\(escaped(text))\n"
    }
}

extension String {
    /// Quotes inside a troff argument are named.
    fileprivate func replacingQuotes() -> String {
        split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq")
    }
}
