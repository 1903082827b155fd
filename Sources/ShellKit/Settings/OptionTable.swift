import IoTDBWire

/// Every flag.
package enum OptionTable {
    /// All flags, in the order of the help.
    package static let all: [Option] = inputs + settings + general + official

    /// The flag of a name with its dashes.
    package static func find(_ name: String) -> Option? { byName[name] }

    private static let byName: [String: Option] = {
        var table: [String: Option] = [:]
        for option in all { for name in option.names { table[name] = option } }
        return table
    }()

    private static let settings: [Option] = SettingTable.all.flatMap { setting in
        setting.flags.map { Option($0, of: setting) }
    }

    private static let inputs: [Option] = [
        Option(
            "-e",
            "--execute",
            value: "SQL",
            section: .input,
            summary: "run these statements; may be repeated and mixed with -f, in order",
            effect: .input { (start, text) throws(SettingError) in start.inputs.append(.text(text)) }
        ),
        Option(
            "-f",
            "--file",
            value: "FILE",
            completion: .file,
            section: .input,
            summary: "run the statements of a file; - is the standard input",
            effect: .input { (start, text) throws(SettingError) in
                guard !text.isEmpty else { throw SettingError(allowed: "a file name, or - for the standard input") }
                start.inputs.append(.file(text))
            }
        ),
        Option(
            "-v",
            "--variable",
            value: "NAME=VALUE",
            section: .input,
            summary: "set a variable, as \\set does; :NAME in statements stands for it",
            effect: .input { (start, text) throws(SettingError) in
                start.variables.append(try variable(text))
            }
        ),
        Option(
            "--url",
            value: "URL",
            section: .connection,
            summary: "address, also without --url: iotdb://USER@HOST:PORT/DATABASE?dialect=table",
            effect: .input { (start, text) throws(SettingError) in
                try ConnectionURL.apply(text, to: &start.settings, from: .commandLine("--url"))
            }
        ),
        Option(
            "--profile",
            value: "NAME",
            completion: .profile,
            section: .connection,
            summary: "start with a [profile NAME] of the configuration file",
            effect: .input { (start, text) throws(SettingError) in start.profile = text }
        ),
    ]

    private static func variable(_ text: String) throws(SettingError) -> StartUp.Variable {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, VariableName.isValid(halves[0]) else {
            throw SettingError(allowed: "NAME=VALUE, the name of letters, digits and _")
        }
        return StartUp.Variable(name: String(halves[0]), value: String(halves[1]))
    }

    private static let general: [Option] = [
        Option(
            "-X",
            "--no-config",
            section: .general,
            summary: "read neither the configuration file nor the start-up script",
            effect: .start { $0.readsFiles = false }
        ),
        Option(
            "--ping",
            section: .general,
            summary: "only ask whether the server serves: exit status 0 or 2",
            effect: .start { $0.pings = true }
        ),
        Option(
            "--completions",
            value: "SHELL",
            completion: .words(Option.CompletingShell.allCases.map(\.rawValue)),
            section: .general,
            summary: "print a completion script for bash, zsh or fish",
            effect: .requestOf { text throws(SettingError) in
                guard let shell = Option.CompletingShell(rawValue: text) else {
                    throw SettingError(allowed: SettingSyntax.list(Option.CompletingShell.allCases.map(\.rawValue)))
                }
                return .completions(shell)
            }
        ),
        Option("-V", "--version", section: .general, summary: "print the version", effect: .request(.version)),
        Option("--help", "-help", section: .general, summary: "print this list", effect: .request(.help)),
        Option("--man", section: .general, summary: "print the man page", isHidden: true, effect: .request(.man)),
    ]

    private static let official: [Option] = [
        Option(
            "-timeout",
            value: "SECONDS",
            section: .official,
            summary: "as --timeout; 0 means none",
            effect: .input { (start, text) throws(SettingError) in
                try set(&start, "timeout", to: UInt(text) == 0 ? "off" : text, by: "-timeout")
            }
        ),
        Option(
            "-usessl",
            value: "BOOL",
            completion: .words(["true", "false"]),
            section: .official,
            summary: "true is --tls",
            effect: .input { (start, text) throws(SettingError) in
                guard Bool(text.lowercased()) != nil else { throw SettingError(allowed: "true or false") }
                try set(&start, "tls", to: text, by: "-usessl")
            }
        ),
        Option(
            "-maxPRC",
            value: "N",
            section: .official,
            summary: "rows to print at most on a terminal; as \\pset max_rows",
            effect: .advice("-maxPRC has no effect: results are printed whole, a page at a time; see \\pset max_rows")
        ),
        Option(
            "-ts",
            value: "FILE",
            section: .official,
            summary: "a Java trust store, which is not read; give the authorities as PEM behind --tls-ca",
            effect: .input { _, _ throws(SettingError) in throw SettingError(trustStoreAdvice) }
        ),
        Option(
            "-tpw",
            value: "PASSWORD",
            section: .official,
            summary: "the password of that store",
            effect: .input { _, _ throws(SettingError) in throw SettingError(trustStoreAdvice) }
        ),
    ]

    private static let trustStoreAdvice =
        "Java trust stores are not read; export the certificate (keytool -exportcert -rfc) and give --tls-ca FILE"

    private static func set(
        _ start: inout StartUp,
        _ name: String,
        to text: String,
        by flag: String
    ) throws(SettingError) {
        guard let setting = SettingTable.find(name) else { return }
        try start.settings.set(setting, to: text, from: .commandLine(flag))
    }
}
