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
        try checkInputs(start, flags, given)
        try checkDemo(connection, flags, given)
    }

    /// What runs no statements takes none, and an address names the nodes.
    private static func checkInputs(
        _ start: StartUp,
        _ flags: [String: String],
        _ given: [GivenOption]
    ) throws(UsageError) {
        if let input = given.first(where: { ["-e", "-f"].contains($0.option.names[0]) }) {
            let mode = start.pings ? "--ping" : start.settings.connection.servesDemo ? "--serve" : nil
            if let mode { throw UsageError("\(mode) runs no statements; \(input.name) has no effect with it") }
        }
        guard given.contains(where: { $0.option.names[0] == "--url" }) else { return }
        for name in ["host", "port", "node-urls"] {
            guard let flag = flags[name] else { continue }
            throw UsageError("\(canonical(flag)) and an address exclude each other")
        }
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
        return warnings + formatWarnings(start.settings.display.format, given)
    }

    /// Flags that the format which was asked for makes nothing of.
    private static func formatWarnings(_ format: ResultFormat, _ given: [GivenOption]) -> [String] {
        guard given.contains(where: { $0.settingName == "format" }) else { return [] }
        return given.compactMap { next in
            let isUsed =
                switch next.settingName {
                case "insert-target": format.name == "insert"
                case "csv-safe": format.name == "csv"
                case "json-special", "json-bigint": format.name.hasSuffix("json")
                case "null": !format.name.hasSuffix("json") && !["insert", "none"].contains(format.name)
                case "expanded", "headings": format.audience == .people
                case _: true
                }
            return isUsed ? nil : "\(next.name) has no effect with the format \(format.name)"
        }
    }
}
