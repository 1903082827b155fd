/// What `\?` lists beside telling about one command.
enum HelpTopic: String, CaseIterable {
    /// The `\` commands.
    case commands
    /// The keys of the prompt.
    case keys
    /// What `\set` and `\pset` change.
    case settings
    /// The flags of the program.
    case options

    /// The list.
    var text: String {
        switch self {
        case .commands:
            MetaCommandRegistry.help + "\n"
                + HelpList.paragraph(
                    "\\? keys, \\? settings and \\? options list more; \\h tells about SQL.",
                    indent: 0
                )
        case .keys: Self.keyList
        case .settings: Self.settingList
        case .options: OptionHelp.text
        }
    }

    /// The width of the column of names.
    private static let indent = 28

    private static var keyList: String {
        KeyTable.entries.map { HelpList.entry($0.keys, $0.help, indent: indent) }.joined() + "\n"
            + KeyTable.notes.map { HelpList.paragraph($0, indent: 0) }.joined(separator: "\n")
    }

    private static var settingList: String {
        let changeable = SettingTable.changeable.map { setting in
            let isDisplay = setting.scope == .display
            let name = isDisplay ? "\\pset \(setting.displayName)" : "\\set \(setting.variableName)"
            return HelpList.entry("\(name) \(setting.syntax.placeholder)", setting.summary, indent: indent)
        }
        return changeable.joined()
    }
}
