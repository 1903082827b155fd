import Foundation
import IoTDBTesting
import ShellKit
import Testing

/// The completion scripts, each loaded by the shell that it is for.
@Suite struct ShellCompletionTests {
    private static func isThere(_ shell: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell)")
    }

    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Writes the script of a shell into a file.
    private func script(_ shell: String) throws -> String {
        let result = try ShellRun.run(["--completions", shell])
        #expect(result.status == 0)
        let path = "\(directory.path)/\(shell)"
        try Data(result.output).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// All names of flags that are shown.
    private var names: [String] { OptionTable.all.filter { !$0.isHidden }.flatMap(\.names) }

    @Test func bashCompletesFlagsAndTheirValues() throws {
        let path = try script("bash")
        func completions(_ words: String...) throws -> [String] {
            let line = words.map { "'\($0)'" }.joined(separator: " ")
            let command = "source '\(path)'; COMP_WORDS=(iotdb-shell \(line)); COMP_CWORD=\(words.count); "
            let result = try ProcessRunner.run(
                "/bin/bash",
                ["--norc", "-c", command + "_iotdb_shell; printf '%s\\n' \"${COMPREPLY[@]}\""]
            )
            #expect(result.error.isEmpty, "\(result.errorText)")
            return result.outputText.split(separator: "\n").map(String.init)
        }
        #expect(try completions("--forma") == ["--format"])
        #expect(try completions("--format", "c") == ["csv"])
        #expect(try completions("-e", "s").isEmpty)
        #expect(Set(try completions("-")) == Set(names))
    }

    @Test(.enabled(if: isThere("fish"), "fish is not installed"))
    func fishCompletesFlagsAndTheirValues() throws {
        let path = try script("fish")
        func completions(_ line: String) throws -> [String] {
            let command = "source '\(path)'; complete -C '\(line)'"
            let result = try ProcessRunner.run("/usr/bin/fish", ["--no-config", "-c", command])
            #expect(result.error.isEmpty, "\(result.errorText)")
            return result.outputText.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
        }
        #expect(try completions("iotdb-shell --forma") == ["--format"])
        #expect(try completions("iotdb-shell --format c") == ["csv"])
        let long = names.filter { $0.hasPrefix("--") }
        #expect(Set(try completions("iotdb-shell --")).isSuperset(of: long))
    }

    @Test(.enabled(if: isThere("zsh"), "zsh is not installed"), arguments: [false, true])
    func zshCompletesFlagsAndTheirValues(fromFolder: Bool) throws {
        let path = try script("zsh")
        let folder = "\(directory.path)/functions"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if fromFolder { try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/_iotdb-shell") }
        let terminal = try PseudoTerminal(
            "/usr/bin/zsh",
            arguments: ["-f", "-i"],
            environment: ["HOME": directory.path, "TERM": "xterm"]
        )
        try terminal.send(
            "PS1='ready> '; fpath=(\(folder) $fpath); autoload -Uz compinit; compinit -u -D; echo loa''ded\r"
        )
        try terminal.expect("loaded")
        try terminal.expect("ready> ")
        if !fromFolder { try terminal.send("source \(path)\r") }
        try terminal.send("iotdb-shell --forma\t")
        try terminal.expect("format of results")
        try terminal.send("\u{15}iotdb-shell --format vert\t")
        try terminal.expect("vertical")
        try terminal.send("\u{3}")
    }
}
