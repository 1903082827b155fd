/// The man page, in troff, from the option table and the registry of `\` commands.
package enum ManPage {
    /// The page.
    package static var text: String {
        var page = ".TH IOTDB\\-SHELL 1 \"\" \"iotdb\\-shell \(escaped(iotdbShellVersion))\"\n"
        page += section("NAME", "iotdb\\-shell \\- SQL shell for Apache IoTDB\n")
        page += section("SYNOPSIS", ".B iotdb\\-shell\n[\\fIOPTION\\fR]...\n")
        page += section("DESCRIPTION", paragraphs(description))
        page += section("OPTIONS", Option.Section.allCases.map(options(of:)).joined())
        page += section(
            "META-COMMANDS",
            paragraphs([metaCommandRule]) + MetaCommand.Section.allCases.map(commands(of:)).joined()
        )
        page += section("EXIT STATUS", OptionHelp.exitStatuses.map { entry("\($0.status)", $0.meaning) }.joined())
        page += section("ENVIRONMENT", environment)
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
        "Options win over environment variables, and those over defaults. Results go to the standard output, everything else to"
            + " the standard error. A script stops at its first failed statement unless told to go on.",
        "-e takes one argument, where Apache IoTDB's own shell takes all that follow; it may be repeated.",
    ]

    private static let metaCommandRule =
        "A \\ outside quotes and comments starts a command for the shell, which reaches to the end of its line; it may stand behind a"
        + " statement or inside an open one. Arguments with blanks stand in '...'."

    private static let files: [(name: String, meaning: String)] = [
        (
            "$XDG_STATE_HOME/iotdb-shell/history",
            "the history of the prompt (default ~/.local/state/iotdb-shell/history)"
        )
    ]

    private static var environment: String {
        OptionTable.all.map { option in
            option.environmentVariable.map { entry($0, "as \(option.names[0]): \(option.summary)") } ?? ""
        }.joined() + entry("NO_COLOR", "when set, no colours unless --color says so")
    }

    private static func options(of section: Option.Section) -> String {
        let options = OptionTable.all.filter { $0.section == section && !$0.isHidden }
        return ".SS \(escaped(section.rawValue))\n" + options.map { entry($0.usage, $0.summary) }.joined()
    }

    private static func commands(of section: MetaCommand.Section) -> String {
        let commands = MetaCommandRegistry.all.filter { $0.section == section }
        return ".SS \(escaped(section.rawValue))\n" + commands.map { entry($0.usage, $0.summary) }.joined()
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
