import IoTDBWire

/// Everything about the shell that somebody can set: by a flag, a variable of the environment, a configuration file or
/// a command.
///
/// A plain value; what each part is called, what it may be and who may set it stands in ``SettingTable``.
package struct Settings: Sendable {
    /// Where a setting got its value from.
    package enum Origin: Sendable, Equatable, CustomStringConvertible {
        /// Nobody set it.
        case builtIn
        /// A line of the configuration file, in the section that counts for everybody.
        case file(String, line: Int)
        /// A line of the configuration file, in a profile.
        case profile(String, line: Int)
        /// A variable of the environment.
        case environment(String)
        /// A flag or an address on the command line.
        case commandLine(String)
        /// A command at the prompt or in a script.
        case command

        /// The origin for people, such as `environment variable IOTDB_HOST`.
        package var description: String {
            switch self {
            case .builtIn: "default"
            case .file(let path, let line): "\(path):\(line)"
            case .profile(let name, let line): "profile \(name), line \(line)"
            case .environment(let name): "environment variable \(name)"
            case .commandLine(let flag): "option \(flag)"
            case .command: "command"
            }
        }
    }

    /// Whom to talk to.
    package var connection = ConnectionSettings()
    /// How results look.
    package var display = DisplaySettings()
    /// How scripts are run and what is told of them.
    package var script = ScriptSettings()
    /// What the prompt looks like and offers.
    package var prompt = PromptSettings()
    /// Where each setting got its value from, by name; a missing one has its default.
    private var origins: [String: Origin] = [:]

    /// The defaults.
    package init() {}

    /// Where a setting got its value from.
    package func origin(of setting: Setting) -> Origin { origins[setting.name] ?? .builtIn }

    /// Whether somebody has set it.
    package func isGiven(_ name: String) -> Bool { origins[name] != nil }

    /// Sets a setting from text and remembers who did.
    ///
    /// - Throws: ``SettingError`` with what is allowed; the settings stay as they were.
    package mutating func set(_ setting: Setting, to text: String, from origin: Origin) throws(SettingError) {
        try setting.write(&self, text)
        origins[setting.name] = origin
    }
}

/// Why a value cannot be taken.
package struct SettingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is allowed, such as "a number from 1 to 65535", or what is wrong where `isWhole`.
    package let reason: String
    /// Whether the reason says what is wrong, not what is allowed.
    package let isWhole: Bool

    /// An error that says what is allowed.
    package init(allowed: String) { (reason, isWhole) = (allowed, false) }

    /// An error that says what is wrong.
    package init(_ reason: String) { (self.reason, isWhole) = (reason, true) }

    /// The message about a value that somebody gave under a name.
    package func message(name: String, value: String) -> String {
        isWhole ? "\(name): \(reason)" : "\(name): \"\(value)\" is not allowed; give \(reason)"
    }

    /// The reason.
    package var description: String { isWhole ? reason : "give \(reason)" }
}

extension SettingError: ShellErrorConvertible {
    /// Counts as a statement that failed.
    package var shellError: ShellError { ShellError("\(self)", .statementFailed) }
}
