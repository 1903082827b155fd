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
            if isLess(chosen) { options.environment["LESS"] = lessOptions(getenv("LESS").map { String(cString: $0) }) }
        } else if isInstalled("less") {
            // No other program in between, which a signal would stop or end.
            options.command = "exec less -SRFX"
            options.environment["LESSCHARSET"] = "utf-8"
            options.keepingRows = { command, rows in
                // Columns have to go sideways with their names, so the rows are counted and not the columns.
                lessKeepsRows ? "\(command) --header=\(rows)" : command
            }
        }
        return options
    }

    /// Whether a command starts `less`.
    private static func isLess(_ command: String) -> Bool {
        command.split(separator: " ").first?.split(separator: "/").last == "less"
    }

    /// The user's own options of `less`, and colours, which it would print as text.
    private static func lessOptions(_ own: String?) -> String {
        own.map { $0.trimmingBlanks().isEmpty ? "-R" : "\($0) -R" } ?? "-SRFX"
    }

    /// Whether `less` can keep rows at the top: from version 600 on. Asked when the first pager starts.
    private static let lessKeepsRows: Bool = {
        guard let child = try? ChildProcess(command: "less --version", pipesOutput: true) else { return false }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(child.output, &bytes, bytes.count)
        close(child.output)
        _ = child.wait()
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        guard words.count > 1, words[0] == "less", let version = Int(words[1].prefix(while: \.isNumber)) else {
            return false
        }
        return version >= 600
    }()

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.trimmingBlanks().isEmpty ? nil : $0 }
    }

    /// Whether one of the folders of `PATH` has the program.
    private static func isInstalled(_ name: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
