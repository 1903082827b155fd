/// One flag of the command line, as data: parsing, `--help`, completion and the man page all read it.
package struct Option: Sendable {
    /// Where the flag is listed.
    package enum Section: String, Sendable, CaseIterable {
        /// Whom to talk to.
        case connection = "Connection"
        /// What to run.
        case input = "Input"
        /// How to print.
        case output = "Output"
        /// The embedded server.
        case demo = "Demo server"
        /// Encryption.
        case tls = "TLS"
        /// Help and the like.
        case general = "General"
        /// Flags of Apache IoTDB's own shell.
        case official = "Also accepted, as by Apache IoTDB's own shell"
    }

    /// What a value is, for completion.
    package enum ValueKind: Sendable, Equatable {
        /// Anything.
        case text
        /// A file name.
        case file
        /// One of these words.
        case oneOf([String])
        /// A time zone.
        case timeZone
    }

    /// What a flag does.
    package enum Effect: Sendable {
        /// Changes the options.
        case flag(@Sendable (inout ShellOptions) -> Void)
        /// Changes the options by a value; false when the value is not allowed.
        case value(@Sendable (inout ShellOptions, String) -> Bool)
        /// Prints something and ends.
        case request(Request)
    }

    /// What can be printed instead of running.
    package enum Request: Sendable, Equatable {
        /// The list of options.
        case help
        /// The version.
        case version
        /// The man page.
        case man
    }

    /// The names with their dashes, the usual one first.
    package let names: [String]
    /// How the value is called in the help, such as `HOST`; nil for flags without one.
    package let valueName: String?
    /// What is allowed, for error messages: "a number from 1 to 65535"; nil when anything is.
    package let allowed: String?
    /// What the flag does, one line without a full stop.
    package let summary: String
    /// What the value is.
    package let valueKind: ValueKind
    /// Where it is listed.
    package let section: Section
    /// Whether `--help` and the man page leave it out.
    package let isHidden: Bool
    /// The environment variable that stands for it, if any.
    package let environmentVariable: String?
    /// What it does.
    package let effect: Effect

    /// A flag without a value.
    package init(
        _ names: String...,
        section: Section,
        summary: String,
        set: @escaping @Sendable (inout ShellOptions) -> Void
    ) {
        self.init(names, nil, nil, summary, .text, section, false, nil, .flag(set))
    }

    /// A flag with a value.
    package init(
        _ names: String...,
        value: String,
        allowed: String? = nil,
        kind: ValueKind = .text,
        section: Section,
        summary: String,
        environment: String? = nil,
        set: @escaping @Sendable (inout ShellOptions, String) -> Bool
    ) {
        self.init(names, value, allowed, summary, kind, section, false, environment, .value(set))
    }

    /// A flag that prints something and ends.
    package init(_ names: String..., request: Request, summary: String, isHidden: Bool = false) {
        self.init(names, nil, nil, summary, .text, .general, isHidden, nil, .request(request))
    }

    private init(
        _ names: [String],
        _ valueName: String?,
        _ allowed: String?,
        _ summary: String,
        _ valueKind: ValueKind,
        _ section: Section,
        _ isHidden: Bool,
        _ environmentVariable: String?,
        _ effect: Effect
    ) {
        self.names = names
        self.valueName = valueName
        self.allowed = allowed
        self.summary = summary
        self.valueKind = valueKind
        self.section = section
        self.isHidden = isHidden
        self.environmentVariable = environmentVariable
        self.effect = effect
    }

    /// The names and the value as the help shows them: `-h, --host HOST`.
    package var usage: String {
        let list = names.joined(separator: ", ")
        guard let valueName else { return list }
        return "\(list) \(valueName)"
    }
}
