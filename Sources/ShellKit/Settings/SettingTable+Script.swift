/// How scripts run, what is told, and the rest.
extension SettingTable {
    static let script: [Setting] = [
        .toggle(
            "keep-going",
            .input,
            scope: .session,
            \.script.keepsGoing,
            summary: "go on after a failed statement (the exit status stays 3)",
            flags: [.init("--keep-going", value: "on")]
        ),
        .choice(
            "echo",
            .messages,
            scope: .session,
            \.script.echo,
            placeholder: "WHAT",
            summary: "print statements before they run: none (default), queries, errors or all",
            flags: [.init("--echo")]
        ),
        .toggle(
            "echo-hidden",
            .messages,
            scope: .session,
            \.script.echoesHidden,
            summary: "print the statements that \\ commands send",
            flags: [.init("-E", "--echo-hidden", value: "on")]
        ),
        .text(
            "output",
            .output,
            scope: .startUp,
            \.script.outputFile,
            .file,
            summary: "write results to a file, whole or not at all; its ending picks the format when none is given",
            flags: [.init("-o", "--output")],
            effect: .outputFile
        ),
        .toggle(
            "quiet",
            .messages,
            scope: .session,
            \.script.isQuiet,
            summary: "print results and errors only",
            flags: [.init("-q", "--quiet", value: "on")]
        ),
        .toggle(
            "verbose",
            .messages,
            scope: .session,
            \.script.isVerbose,
            summary: "report connecting, failover and retries on standard error",
            flags: [.init("--verbose", value: "on")]
        ),
        .choice(
            "errors",
            .messages,
            scope: .session,
            \.script.errors,
            placeholder: "STYLE",
            summary: "text (default), or json: one object a line for each error and notice",
            flags: [.init("--errors")]
        ),
        Setting(
            "throttle",
            .input,
            scope: .session,
            SettingSyntax("N", allowed: "a number of statements a second above 0, or off"),
            summary: "send at most so many statements a second",
            flags: [.init("--throttle")],
            read: { $0.script.throttle.map { "\($0)" } ?? "off" },
            write: { (settings, text) throws(SettingError) in
                if text.lowercased() == "off" {
                    settings.script.throttle = nil
                    return
                }
                let digits = text.hasSuffix("/s") ? String(text.dropLast(2)) : text
                guard let rate = Double(digits), rate > 0, rate.isFinite else {
                    throw SettingError(allowed: "a number of statements a second above 0, or off")
                }
                settings.script.throttle = rate
            }
        ),
        .text(
            "checkpoint",
            .input,
            \.script.checkpointFile,
            .file,
            summary: "file that remembers how many statements of the scripts are done",
            flags: [.init("--checkpoint")]
        ),
        .toggle(
            "resume",
            .input,
            \.script.resumes,
            summary: "leave out what the checkpoint says is done",
            flags: [.init("--resume", value: "on")]
        ),
        Setting(
            "safe",
            .safety,
            scope: .session,
            .onOff,
            summary: "ask before statements that delete (default at the prompt); refuse them in scripts",
            flags: [.init("--safe", value: "on")],
            read: { $0.script.isSafe.map { $0 ? "on" : "off" } },
            write: { (settings, text) throws(SettingError) in
                guard let isOn = SettingSyntax.boolean(text) else { throw SettingSyntax.onOff.error }
                settings.script.isSafe = isOn
            }
        ),
        .toggle(
            "read-only",
            .safety,
            \.script.isReadOnly,
            summary: "send only statements that read",
            flags: [.init("--read-only", value: "on")],
            environment: "IOTDB_READ_ONLY"
        ),
        .toggle(
            "sandbox",
            .safety,
            \.script.isSandboxed,
            summary: "refuse commands that touch files or start programs",
            flags: [.init("--sandbox", value: "on")]
        ),
        .text(
            "log-file",
            .messages,
            scope: .startUp,
            \.script.logFile,
            .file,
            summary: "append statements and messages to a file, without passwords",
            flags: [.init("-L", "--log-file")]
        ),
    ]

    static let prompt: [Setting] = [
        Setting(
            "prompt1",
            .prompt,
            scope: .session,
            SettingSyntax("TEMPLATE"),
            summary:
                "template of the prompt: %n user, %M host and port, %m host, %/ database, %~ database or dialect,"
                + " %d dialect",
            read: { $0.prompt.first },
            write: { (settings, text) throws(SettingError) in settings.prompt.first = text }
        ),
        Setting(
            "prompt2",
            .prompt,
            scope: .session,
            SettingSyntax("TEMPLATE"),
            summary:
                "template of the lines that go on; %R is what is open; empty (default): blanks as wide as the first",
            read: { $0.prompt.continuation },
            write: { (settings, text) throws(SettingError) in settings.prompt.continuation = text }
        ),
        Setting(
            "prompt-right",
            .prompt,
            scope: .session,
            SettingSyntax("TEMPLATE"),
            summary:
                "template of the right end; %T (default) is how long the last statement took, from 1 s on",
            read: { $0.prompt.right },
            write: { (settings, text) throws(SettingError) in settings.prompt.right = text }
        ),
        Setting(
            "notify-after",
            .prompt,
            scope: .session,
            SettingSyntax("SECONDS", allowed: "a number of seconds above 0, or off", completion: .words(["off"])),
            summary: "ring the bell when a statement ends that took longer; off by default",
            read: { $0.prompt.notifyAfter?.secondsText ?? "off" },
            write: { (settings, text) throws(SettingError) in
                if text.lowercased() == "off" {
                    settings.prompt.notifyAfter = nil
                    return
                }
                guard let limit = Duration(seconds: text) else {
                    throw SettingError(allowed: "a number of seconds above 0, or off")
                }
                settings.prompt.notifyAfter = limit
            }
        ),
        .toggle(
            "highlight",
            .prompt,
            scope: .session,
            \.display.highlights,
            summary: "colour what is typed, and the code of an error"
        ),
        .toggle(
            "suggest",
            .prompt,
            scope: .session,
            \.display.suggests,
            summary: "show the rest of an earlier entry behind what is typed; the right arrow takes it"
        ),
    ]

    static let demo: [Setting] = [
        .toggle(
            "demo",
            .demo,
            \.connection.runsDemo,
            summary: "start the embedded server with sample data and connect to it",
            flags: [.init("--demo", value: "on")]
        ),
        .toggle(
            "serve",
            .demo,
            \.connection.servesDemo,
            summary: "start the embedded server alone, until interrupted",
            flags: [.init("--serve", value: "on")]
        ),
        Setting(
            "demo-port",
            .demo,
            .number("PORT", 1...65535),
            summary: "its port (default: any free one)",
            flags: [.init("--demo-port")],
            read: { $0.connection.demoPort.map { "\($0)" } },
            write: { (settings, text) throws(SettingError) in
                guard let port = SettingSyntax.number(text, in: 1...65535) else {
                    throw SettingError(allowed: "a number from 1 to 65535")
                }
                settings.connection.demoPort = port
            }
        ),
    ]
}
