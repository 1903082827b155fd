import IoTDBWire

/// What a command line must not say at once, and what the user is warned of.
enum StartUpCheck {
    /// Throws where flags contradict each other or would have no effect.
    static func check(_ start: StartUp, _ given: [GivenOption]) throws(UsageError) {
        let flags = given.reduce(into: [String: String]()) { flags, next in
            if let name = next.settingName { flags[name] = next.name }
        }
        for (first, second) in SettingTable.alternatives {
            guard let first = flags[first], let second = flags[second] else { continue }
            throw UsageError("\(canonical(first)) and \(canonical(second)) exclude each other")
        }
        let connection = start.settings.connection
        if connection.usesTLS, (connection.tlsCertificateFile == nil) != (connection.tlsKeyFile == nil) {
            throw UsageError("--tls-cert and --tls-key belong together; one of them is missing")
        }
        if flags["demo-port"] != nil, !connection.runsDemo, !connection.servesDemo {
            throw UsageError("--demo-port needs --demo or --serve")
        }
        if start.settings.script.resumes, start.settings.script.checkpointFile == nil {
            throw UsageError("--resume needs --checkpoint FILE")
        }
        try checkDemo(connection, flags, given)
    }

    /// The demo server is where it is: flags that name another one are mistakes.
    private static func checkDemo(
        _ connection: ConnectionSettings,
        _ flags: [String: String],
        _ given: [GivenOption]
    ) throws(UsageError) {
        guard connection.runsDemo || connection.servesDemo else { return }
        let demo = connection.runsDemo ? "--demo" : "--serve"
        for name in [
            "host", "port", "node-urls", "tls", "tls-ca", "tls-cert", "tls-key", "tls-server-name", "tls-insecure",
        ] {
            guard let flag = flags[name] else { continue }
            throw UsageError("\(demo) starts a server of its own; \(flag) has no effect with it")
        }
        if given.contains(where: { $0.option.names[0] == "--url" }) {
            throw UsageError("\(demo) starts a server of its own; an address has no effect with it")
        }
    }

    /// The first name of a flag, as messages give it.
    private static func canonical(_ name: String) -> String { OptionTable.find(name)?.names[0] ?? name }

    /// What the user is told before anything is done.
    static func warnings(_ start: StartUp, _ given: [GivenOption]) -> [String] {
        var warnings: [String] = []
        if given.contains(where: { $0.option.names[0] == "-pw" }) {
            warnings.append(
                "-pw shows the password in the process list; use --password-file or IOTDB_PASSWORD instead"
            )
        }
        if given.contains(where: { $0.option.names[0] == "--url" && ConnectionURL.holdsPassword($0.value ?? "") }) {
            warnings.append(
                "the password in the address shows in the process list; use --password-file or IOTDB_PASSWORD instead"
            )
        }
        for next in given { if case .advice(let text) = next.option.effect { warnings.append(text) } }
        let connection = start.settings.connection
        if connection.database != nil, connection.dialect == .tree {
            warnings.append("-d has no effect in the tree dialect; write full paths, or add --dialect table")
        }
        return warnings
    }
}
