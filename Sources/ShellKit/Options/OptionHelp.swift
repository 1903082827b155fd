/// The text of `--help`.
package enum OptionHelp {
    /// Usage, every flag that is not hidden, and the exit statuses.
    package static var text: String {
        var text = """
            Usage: iotdb-shell [OPTION]...

            The terminal shell for Apache IoTDB. Reads statements from the prompt, from -e and -f, or from the standard input.

            """
        for section in Option.Section.allCases {
            text += "\n\(section.rawValue):\n"
            for option in OptionTable.all where option.section == section && !option.isHidden {
                text += line(option)
            }
        }
        return text + "\nExit status: " + exitStatuses.map { "\($0.status) \($0.meaning)" }.joined(separator: "; ")
            + ".\n"
    }

    /// The exit statuses and what they mean.
    static let exitStatuses: [(status: Int, meaning: String)] = [
        (0, "everything succeeded"),
        (1, "the shell itself failed (a file, the output)"),
        (2, "no connection, or lost, or outcome unknown"),
        (3, "a statement failed"),
        (64, "wrong usage"),
        (130, "interrupted"),
        (141, "the reader of the output went away"),
    ]

    /// The width of the column of names.
    private static let indent = 30

    private static func line(_ option: Option) -> String {
        let name = "  " + option.usage
        let gap =
            name.count < indent
            ? String(repeating: " ", count: indent - name.count) : "\n" + String(repeating: " ", count: indent)
        return name + gap + option.summary + "\n"
    }
}
