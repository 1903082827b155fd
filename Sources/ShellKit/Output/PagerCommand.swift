import Platform

/// Which pager shows results.
package enum PagerCommand {
    /// `IOTDB_PAGER`, else `PAGER`, else `less` where the machine has it, else the one that is built in.
    package static func options(size: Terminal.Size, isForced: Bool) -> PagerSink.Options {
        var options = PagerSink.Options(command: nil, size: size, isForced: isForced)
        // Nothing in the text that is shown may start programs.
        options.environment = ["LESSSECURE": "1"]
        if let chosen = variable("IOTDB_PAGER") ?? variable("PAGER") {
            options.command = chosen
        } else if isInstalled("less") {
            options.command = "less -SRFX"
            options.environment["LESSCHARSET"] = "utf-8"
        }
        return options
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.trimmingBlanks().isEmpty ? nil : $0 }
    }

    /// Whether one of the folders of `PATH` has the program.
    private static func isInstalled(_ name: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
