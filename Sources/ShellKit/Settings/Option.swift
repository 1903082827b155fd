/// One flag of the command line, as data: parsing, `--help`, completion scripts and the man page all read it.
///
/// Most flags set a setting and are made from ``SettingTable``; the others stand in ``OptionTable``.
package struct Option: Sendable {
    /// What a flag does.
    package enum Effect: Sendable {
        /// Sets a setting: to the value that follows, or to this one.
        case setting(Setting, value: String?)
        /// Adds something to run, or something else that may come more than once.
        case input(@Sendable (inout StartUp, String) throws(SettingError) -> Void)
        /// Turns something on that is no setting.
        case start(@Sendable (inout StartUp) -> Void)
        /// Prints something and ends.
        case request(Request)
        /// Prints something that a word chooses, and ends.
        case requestOf(@Sendable (String) throws(SettingError) -> Request)
        /// A flag of former days: nothing but advice.
        case advice(String)
    }

    /// A command-line shell that completes our flags.
    package enum CompletingShell: String, Sendable, CaseIterable {
        /// GNU bash.
        case bash
        /// zsh.
        case zsh
        /// fish.
        case fish
    }

    /// What can be printed instead of running.
    package enum Request: Sendable, Equatable {
        /// The list of options.
        case help
        /// The version.
        case version
        /// The man page.
        case man
        /// A completion script for a command-line shell.
        case completions(CompletingShell)
    }

    /// The names with their dashes, the usual one first.
    package let names: [String]
    /// How the value is called in the help, such as `HOST`; nil for flags without one.
    package let valueName: String?
    /// What the flag does, one line without a full stop.
    package let summary: String
    /// Where it is listed.
    package let section: Setting.Section
    /// Whether `--help` and the man page leave it out.
    package let isHidden: Bool
    /// What may follow it.
    package let completion: SettingSyntax.Completion
    /// What it does.
    package let effect: Effect

    /// A flag that is no setting.
    package init(
        _ names: String...,
        value: String? = nil,
        completion: SettingSyntax.Completion = .none,
        section: Setting.Section,
        summary: String,
        isHidden: Bool = false,
        effect: Effect
    ) {
        self.names = names
        valueName = value
        self.summary = summary
        self.section = section
        self.isHidden = isHidden
        self.completion = completion
        self.effect = effect
    }

    /// A flag of a setting.
    init(_ flag: Setting.Flag, of setting: Setting) {
        names = flag.names
        valueName = flag.value == nil ? setting.syntax.placeholder : nil
        summary = flag.summary ?? setting.summary
        section = flag.section ?? setting.section
        isHidden = false
        completion = flag.value == nil ? setting.syntax.completion : .none
        effect = .setting(setting, value: flag.value)
    }

    /// The names and the value as the help shows them: `-h, --host HOST`.
    package var usage: String {
        let list = names.joined(separator: ", ")
        guard let valueName else { return list }
        return "\(list) \(valueName)"
    }
}
