/// Reads the command line and the environment.
package enum OptionParser {
    /// What the command line asks for.
    package enum Result: Sendable, Equatable {
        /// Run the shell; the warnings belong on standard error.
        case run(ShellOptions, warnings: [String])
        /// Print this list and end with success.
        case help(String)
        /// Print the version and end with success.
        case version
        /// Print this man page and end with success.
        case man(String)
        /// Print this message on standard error and end with the usage status.
        case usageError(String)
    }

    /// Reads `arguments`, without the program's name, over `environment`, over the defaults. Pure.
    package static func parse(_ arguments: [String], environment: [String: String] = [:]) -> Result {
        do throws(UsageError) {
            var reader = ArgumentReader(arguments)
            var options = ShellOptions()
            var given: [Given] = []
            while let next = try reader.next() {
                if case .request(let request) = next.option.effect { return answer(request) }
                given.append(next)
            }
            try apply(environment, unless: given, to: &options)
            for next in given { try next.apply(to: &options) }
            try check(options, given)
            return .run(options, warnings: warnings(given))
        } catch {
            return .usageError("\(error.message)\nTry iotdb-shell --help.")
        }
    }

    private static func answer(_ request: Option.Request) -> Result {
        switch request {
        case .help: .help(OptionHelp.text)
        case .version: .version
        case .man: .man(ManPage.text)
        }
    }

    /// Sets what the environment gives and the command line does not; empty variables count as unset.
    private static func apply(
        _ environment: [String: String],
        unless given: [Given],
        to options: inout ShellOptions
    ) throws(UsageError) {
        let names = Set(given.map { $0.option.names[0] })
        for option in OptionTable.all where !names.contains(option.names[0]) {
            guard let variable = option.environmentVariable, !isReplaced(option, by: names) else { continue }
            guard let value = environment[variable], !value.isEmpty else { continue }
            try Given(option: option, name: variable, value: value).apply(to: &options)
        }
    }

    /// Flags of the command line that make a variable of another flag meaningless.
    private static func isReplaced(_ option: Option, by names: Set<String>) -> Bool {
        switch option.names[0] {
        case "-pw": names.contains("--password-file")
        case "-h", "-p": names.contains("--node-urls")
        case _: false
        }
    }

    private static func check(_ options: ShellOptions, _ given: [Given]) throws(UsageError) {
        let names = Set(given.map { $0.option.names[0] })
        for pair in [("-pw", "--password-file"), ("-h", "--node-urls"), ("-p", "--node-urls"), ("--demo", "--serve")]
        where names.contains(pair.0) && names.contains(pair.1) {
            throw UsageError("\(pair.0) and \(pair.1) exclude each other")
        }
        if let tls = options.tls, (tls.certificateFile == nil) != (tls.keyFile == nil) {
            throw UsageError("--tls-cert and --tls-key belong together; one of them is missing")
        }
        if names.contains("--demo-port"), !options.runsDemo, !options.servesDemo {
            throw UsageError("--demo-port needs --demo or --serve")
        }
    }

    private static func warnings(_ given: [Given]) -> [String] {
        guard given.contains(where: { $0.option.names[0] == "-pw" }) else { return [] }
        return ["-pw shows the password in the process list; use --password-file or IOTDB_PASSWORD instead"]
    }
}

/// Why a command line cannot be used.
struct UsageError: Error {
    /// The reason, naming the flag and what is allowed.
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

/// A flag as it was given, by an argument or a variable.
struct Given {
    let option: Option
    /// The name the user wrote, for messages.
    let name: String
    let value: String?

    func apply(to options: inout ShellOptions) throws(UsageError) {
        switch option.effect {
        case .request: return
        case .flag(let set): set(&options)
        case .value(let set):
            guard let value, !set(&options, value) else { return }
            throw UsageError("\(name): \"\(value)\" is not allowed; give \(option.allowed ?? "another value")")
        }
    }
}

/// Takes flag after flag from the arguments.
struct ArgumentReader {
    private var rest: ArraySlice<String>

    init(_ arguments: [String]) {
        rest = arguments[...]
    }

    /// The next flag with its value, or nil at the end.
    mutating func next() throws(UsageError) -> Given? {
        guard let argument = rest.popFirst() else { return nil }
        if argument == "--" {
            guard let extra = rest.first else { return nil }
            throw UsageError("unexpected argument \"\(extra)\"; statements go behind -e, files behind -f")
        }
        if let option = OptionTable.find(argument) {
            return Given(option: option, name: argument, value: try value(of: option, named: argument))
        }
        guard argument.hasPrefix("-"), argument.utf8.count > 1 else {
            throw UsageError("unexpected argument \"\(argument)\"; statements go behind -e, files behind -f")
        }
        return try joined(argument)
    }

    /// Reads `--name=value`.
    private func joined(_ argument: String) throws(UsageError) -> Given {
        let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0])
        guard let option = OptionTable.find(name) else {
            let nearest = NearestName.find(name, in: OptionTable.all.filter { !$0.isHidden }.flatMap(\.names))
            throw UsageError("unknown option \(name)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
        }
        guard option.valueName != nil, halves.count == 2 else { throw UsageError("\(name) takes no value") }
        return Given(option: option, name: name, value: String(halves[1]))
    }

    /// The value behind a flag. Another flag in its place means that the value was forgotten; `-5` and `-` are values.
    private mutating func value(of option: Option, named name: String) throws(UsageError) -> String? {
        guard let valueName = option.valueName else { return nil }
        guard let next = rest.first, next != "--", OptionTable.find(next) == nil else {
            throw UsageError("\(name) needs a value: \(name) \(valueName)")
        }
        rest.removeFirst()
        return next
    }
}
