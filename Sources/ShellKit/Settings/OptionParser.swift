import IoTDBWire
import SQLText

/// Reads the command line, the environment and the configuration file.
package enum OptionParser {
    /// What the command line asks for.
    package enum Result: Sendable {
        /// Run the shell; the warnings belong on standard error.
        case run(StartUp, warnings: [String])
        /// Print what is asked for and end with success.
        case request(Option.Request)
        /// Print this message on standard error and end with the usage status.
        case usageError(String)
    }

    /// Gives the configuration file, or nil where there is none.
    package typealias ConfigurationSource = () throws(ConfigurationError) -> ConfigurationFile?

    /// Reads `arguments`, without the program's name, over `environment`, over a profile and the configuration file,
    /// over the defaults.
    package static func parse(
        _ arguments: [String],
        environment: [String: String] = [:],
        configuration: ConfigurationSource = { () throws(ConfigurationError) in nil }
    ) -> Result {
        do throws(UsageError) {
            var reader = ArgumentReader(arguments)
            var given: [GivenOption] = []
            while let next = try reader.next() {
                if let request = try next.request() { return .request(request) }
                given.append(next)
            }
            var start = StartUp()
            start.environment = environment
            start.profile = environment["IOTDB_PROFILE"].flatMap { $0.isEmpty ? nil : $0 }
            for next in given { next.start(&start) }
            try readFile(configuration, &start)
            try apply(environment, unless: given, to: &start)
            for next in given { next.forgetAlternatives(&start) }
            for next in given { try next.apply(to: &start) }
            try StartUpCheck.check(start, given)
            return .run(start, warnings: StartUpCheck.warnings(start, given))
        } catch {
            // A value may be an address, wherever it was given.
            return .usageError("\(StatementRedactor.redactAddresses(error.message))\nTry iotdb-shell --help.")
        }
    }

    /// Whether arguments ask for errors as JSON, also where the rest of them cannot be understood.
    package static func asksForJSON(_ arguments: [String]) -> Bool {
        arguments.contains("--errors=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--errors" && $1 == "json" }
    }

    private static func readFile(_ configuration: ConfigurationSource, _ start: inout StartUp) throws(UsageError) {
        guard start.readsFiles else {
            guard start.profile == nil else {
                throw UsageError("-X reads no configuration file, so there is no profile")
            }
            return
        }
        do throws(ConfigurationError) {
            guard let file = try configuration() else {
                guard let profile = start.profile else { return }
                throw ConfigurationError("there is no configuration file, and so no profile \"\(profile)\"")
            }
            try file.apply(profile: start.profile, to: &start.settings)
        } catch {
            throw UsageError(error.description)
        }
    }

    /// Sets what the environment gives and the command line does not; empty variables count as unset.
    private static func apply(
        _ environment: [String: String],
        unless given: [GivenOption],
        to start: inout StartUp
    ) throws(UsageError) {
        if let url = environment["IOTDB_URL"], !url.isEmpty {
            try GivenOption.located("IOTDB_URL", nil) { () throws(SettingError) in
                try ConnectionURL.apply(url, to: &start.settings, from: .environment("IOTDB_URL"))
            }
        }
        let names = Set(given.compactMap(\.settingName))
        for setting in SettingTable.all where !names.contains(setting.name) && !isReplaced(setting, by: names) {
            guard let name = setting.environmentVariable, let value = environment[name], !value.isEmpty else {
                continue
            }
            SettingTable.forgetAlternatives(to: setting.name, in: &start.settings)
            try GivenOption.located(name, setting.name == "password" ? nil : value) { () throws(SettingError) in
                try start.settings.set(setting, to: value, from: .environment(name))
            }
        }
    }

    /// Whether the command line names an alternative to a setting.
    private static func isReplaced(_ setting: Setting, by names: Set<String>) -> Bool {
        SettingTable.alternatives.contains {
            $0.0 == setting.name && names.contains($0.1) || $0.1 == setting.name && names.contains($0.0)
        }
    }
}

/// Why a command line cannot be used.
struct UsageError: Error {
    /// The reason, naming the flag and what is allowed.
    let message: String

    init(_ message: String) { self.message = message }
}

/// A flag as it was given.
struct GivenOption {
    let option: Option
    /// The name the user wrote, for messages.
    let name: String
    let value: String?

    /// The setting it sets, if it does.
    var settingName: String? {
        if case .setting(let setting, _) = option.effect { setting.name } else { nil }
    }

    /// What it asks to be printed, if it does.
    func request() throws(UsageError) -> Option.Request? {
        switch option.effect {
        case .request(let request): return request
        case .requestOf(let body):
            let value = value ?? ""
            return try Self.located(name, value) { () throws(SettingError) in try body(value) }
        case .setting, .input, .start, .advice: return nil
        }
    }

    /// What has to be known before any file is read.
    func start(_ start: inout StartUp) {
        if case .start(let body) = option.effect { body(&start) }
        if option.names[0] == "--profile" { start.profile = value }
    }

    /// Takes back what lower levels said of alternatives to it.
    func forgetAlternatives(_ start: inout StartUp) {
        if let settingName { SettingTable.forgetAlternatives(to: settingName, in: &start.settings) }
        // An address names nodes, whatever lower levels say.
        if option.names[0] == "--url" { start.settings.connection.nodes = [] }
    }

    /// Does what it stands for.
    func apply(to start: inout StartUp) throws(UsageError) {
        switch option.effect {
        case .request, .requestOf, .start, .advice: return
        case .setting(let setting, let fixed):
            let text = fixed ?? value ?? ""
            try Self.located(name, setting.name == "password" ? nil : text) { () throws(SettingError) in
                try start.settings.set(setting, to: text, from: .commandLine(name))
            }
        case .input(let body):
            // An address may hold a password, and so is not shown.
            let shown = option.names[0] == "--url" ? nil : value
            try Self.located(name, shown) { () throws(SettingError) in try body(&start, value ?? "") }
        }
    }

    /// Runs a body and puts the name, and the value where it may be shown, before its error.
    static func located<Result>(
        _ name: String,
        _ value: String?,
        _ body: () throws(SettingError) -> Result
    ) throws(UsageError) -> Result {
        do throws(SettingError) {
            return try body()
        } catch {
            guard let value else {
                throw UsageError(error.isWhole ? "\(name): \(error.reason)" : "\(name): give \(error.reason)")
            }
            throw UsageError(error.message(name: name, value: value))
        }
    }
}
