/// The text of `--help`.
package enum OptionHelp {
    /// Usage, every flag that is not hidden, and the exit statuses.
    package static var text: String {
        var text = """
            Usage: iotdb-shell [OPTION]... [URL]

            The terminal shell for Apache IoTDB. Reads statements from the prompt, from -e
            and -f, or from the standard input.

            """
        for section in Setting.Section.allCases {
            let options = OptionTable.all.filter { $0.section == section && !$0.isHidden }
            if !options.isEmpty { text += "\n\(section.rawValue):\n" }
            for option in options {
                text += HelpList.entry(option.usage, option.summary, indent: indent)
            }
        }
        let statuses = exitStatuses.map { HelpList.entry("\($0.status)", $0.meaning, indent: 7) }
        return text + "\nExit status:\n" + statuses.joined()
    }

    /// The exit statuses and what they mean.
    static let exitStatuses: [(status: Int, meaning: String)] = [
        (0, "everything succeeded"),
        (1, "the shell itself failed (a file, the output, a protocol limit)"),
        (2, "no connection, or lost, or outcome unknown"),
        (3, "a statement failed"),
        (64, "wrong usage"),
        (130, "interrupted"),
        (141, "the reader of the output went away"),
    ]

    /// The width of the column of names.
    private static let indent = 30
}
