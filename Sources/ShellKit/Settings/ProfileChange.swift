/// What changes when another profile is taken while the shell runs.
///
/// Whom the shell talks to comes from the profile and the general section alone, as if it had been started with that
/// profile and no other flags. Everything else keeps what the command line and the environment said, which count before
/// any file, and what was set by commands unless the profile says it anew; what the former profile said is gone.
enum ProfileChange {
    /// The settings under another profile.
    ///
    /// - Throws: ``ConfigurationError`` for a profile that is not there, or holds what is not allowed.
    static func settings(
        _ name: String,
        of file: ConfigurationFile,
        over current: Settings
    ) throws(ConfigurationError) -> Settings {
        var next = Settings()
        try file.apply(profile: name, to: &next)
        for setting in SettingTable.all where stays(setting, current, next) {
            guard let value = setting.read(current) else { continue }
            // What could be read can be set again.
            try? next.set(setting, to: value, from: current.origin(of: setting))
        }
        return next
    }

    /// Whether a setting keeps the value that it has.
    private static func stays(_ setting: Setting, _ current: Settings, _ next: Settings) -> Bool {
        if setting.name == "password" {
            guard case .environment = current.origin(of: setting) else { return false }
            return true
        }
        if namesServer.contains(setting.name) || setting.section == .tls || setting.section == .demo { return false }
        // Who lets a script run in a sandbox does not want it to leave.
        if setting.section == .safety, current.script.isSandboxed { return true }
        if setting.scope == .startUp, setting.section != .connection, setting.section != .safety { return true }
        switch current.origin(of: setting) {
        case .commandLine, .environment: return true
        case .command:
            if case .profile = next.origin(of: setting) { return false }
            return true
        case .builtIn, .file, .profile: return false
        }
    }

    /// The settings of the connection that belong to a server.
    private static let namesServer: Set<String> = [
        "host", "port", "node-urls", "user", "password-file", "database", "rpc-compression",
    ]
}
