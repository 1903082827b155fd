import CivilTime

/// One thing that can be set, as data.
///
/// Flags, environment, configuration file, `\set`, `\pset`, the official `set x=`, `--help`, `\?`, the man page and
/// completion all read this value; nothing else knows the names.
package struct Setting: Sendable {
    /// Where the flags of a setting are listed.
    package enum Section: String, Sendable, CaseIterable {
        /// Whom to talk to.
        case connection = "Connection"
        /// Encryption.
        case tls = "TLS"
        /// What to run.
        case input = "Input"
        /// How results look.
        case output = "Output"
        /// What is told, and where.
        case messages = "Messages"
        /// What must not happen.
        case safety = "Safety"
        /// The prompt.
        case prompt = "Prompt"
        /// The embedded server.
        case demo = "Demo server"
        /// Help and the like.
        case general = "General"
        /// Flags of Apache IoTDB's own shell.
        case official = "Also accepted, as by Apache IoTDB's own shell"
    }

    /// When a setting can be changed, and by which command.
    package enum Scope: Sendable, Equatable {
        /// Before the shell connects only.
        case startUp
        /// At any time, by `\set NAME`.
        case session
        /// At any time, by `\pset name` too.
        case display
    }

    /// What has to happen beside storing a new value while the shell runs.
    package enum Effect: Sendable, Equatable {
        /// Nothing.
        case none
        /// The server is told the zone.
        case timeZone
        /// The server is told the dialect.
        case dialect
        /// Results go elsewhere.
        case outputFile
    }

    /// A flag that sets the value.
    package struct Flag: Sendable {
        /// The names with their dashes, the usual one first.
        package let names: [String]
        /// The value it stands for; nil where one follows it.
        package let value: String?
        /// What it does, where that is not the setting's own summary.
        package let summary: String?
        /// Where it is listed; nil where the setting is.
        package let section: Section?

        /// A flag that a value follows.
        package init(_ names: String..., summary: String? = nil, section: Section? = nil) {
            (self.names, value, self.summary, self.section) = (names, nil, summary, section)
        }

        /// A flag that stands for a value.
        package init(_ names: String..., value: String, summary: String? = nil, section: Section? = nil) {
            (self.names, self.value, self.summary, self.section) = (names, value, summary, section)
        }
    }

    /// The name in the configuration file; `-` and `_` are alike there. `\pset` writes it with `_`, `\set` in capitals
    /// too.
    package let name: String
    /// Where it is listed.
    package let section: Section
    /// When it can be changed.
    package let scope: Scope
    /// What a value may be.
    package let syntax: SettingSyntax
    /// What it does, one line without a full stop.
    package let summary: String
    /// Its flags.
    package let flags: [Flag]
    /// The environment variable that stands for it, if any.
    package let environmentVariable: String?
    /// The name in `set x=…` of the official shell, if any.
    package let legacyName: String?
    /// What has to happen beside storing a new value.
    package let effect: Effect
    /// Whether the configuration file may hold it.
    package let isAllowedInFiles: Bool
    /// The value as text, as it could be set again; nil when it has none.
    package let read: @Sendable (Settings) -> String?
    /// Stores a value that somebody wrote.
    let write: @Sendable (inout Settings, String) throws(SettingError) -> Void

    /// A setting.
    package init(
        _ name: String,
        _ section: Section,
        scope: Scope = .startUp,
        _ syntax: SettingSyntax,
        summary: String,
        flags: [Flag] = [],
        environment: String? = nil,
        legacy: String? = nil,
        effect: Effect = .none,
        inFiles: Bool = true,
        read: @escaping @Sendable (Settings) -> String?,
        write: @escaping @Sendable (inout Settings, String) throws(SettingError) -> Void
    ) {
        self.name = name
        self.section = section
        self.scope = scope
        self.syntax = syntax
        self.summary = summary
        self.flags = flags
        environmentVariable = environment
        legacyName = legacy
        self.effect = effect
        isAllowedInFiles = inFiles
        self.read = read
        self.write = write
    }

    /// The name as `\pset` shows it.
    package var displayName: String { String(name.map { $0 == "-" ? "_" : $0 }) }

    /// The name as `\set` shows it.
    package var variableName: String { displayName.uppercased() }

    /// Whether a name means this setting: any case, with `-`, with `_` or without either.
    package func isNamed(_ other: String) -> Bool { Self.folded(other) == Self.folded(name) }

    private static func folded(_ name: String) -> [UInt8] {
        name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
    }
}
