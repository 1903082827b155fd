import IoTDBTesting
import Testing

/// What is written where.
@Suite struct OutputTests {
    @Test func resultAloneIsPrintedForOneStatement() throws {
        let server = try ReplayServer([CassetteName("tree", "show-version")])
        let result = try ShellRun.run(port: server.port, ["-e", "SHOW VERSION"])
        #expect(result.status == 0)
        #expect(result.error.isEmpty)
        let lines = [
            "  Version   | BuildInfo ",
            "------------+-----------",
            " 2.0.1-beta | 5f31648",
            "(1 row)",
            "",
            "",
        ]
        #expect(result.outputText == lines.joined(separator: "\n"))
    }

    @Test func hostileTextIsEscapedInTablesAndRawInCSV() throws {
        let name = CassetteName("tree-exact", "control-chars")
        let statement = try name.load().statement
        let server = try ReplayServer([name])
        let table = try ShellRun.run(port: server.port, ["-e", statement])
        #expect(table.output.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
        #expect(table.outputText.contains("\\x1b[31mred\\x1b[0m"))
        #expect(table.outputText.contains("\\x1b]0;title\\x07"))
        #expect(table.outputText.unicodeScalars.allSatisfy { !(0x80...0x9F).contains($0.value) && $0.value != 0x202E })
        let csv = try ShellRun.run(port: server.port, ["--format", "csv", "-e", statement])
        #expect(csv.outputText.contains("\u{1b}[31mred\u{1b}[0m"))
        #expect(csv.outputText.contains("\u{1b}]0;title\u{7}"))
    }

    @Test func hostileMessageOfTheServerIsEscaped() throws {
        let server = try ScriptedServer { call in
            call.statement == nil ? nil : .bytes(call.statementStatus(301, "\u{1b}]0;title\u{7} \u{202E}"))
        }
        let result = try ShellRun.run(port: server.port, ["-e", "FLUSH"])
        #expect(result.status == 3)
        #expect(result.errorText == "error 301 (EXECUTE_STATEMENT_ERROR): \\x1b]0;title\\x07 \\u{202e}\n")
    }

    @Test func colourIsNeverWrittenIntoAPipeUnlessAskedFor() throws {
        let name = CassetteName("tree-exact", "sparse-nulls")
        let statement = try name.load().statement
        let server = try ReplayServer([name])
        let plain = try ShellRun.run(port: server.port, ["-e", statement], environment: ["TERM": "xterm-256color"])
        #expect(!plain.output.contains(0x1B))
        let coloured = try ShellRun.run(port: server.port, ["--color", "always", "-e", statement])
        #expect(coloured.output.contains(0x1B))
    }

    @Test(
        arguments: [
            ("<&-", 1, true), (">&-", 1, false), ("<&- >&-", 1, false), ("2>&-", 0, true), ("<&- >&- 2>&-", 1, false),
        ] as [(String, Int32, Bool)]
    )
    func closedStreamFailsInsteadOfBecomingAnother(_ closing: String, _ status: Int32, _ hasRows: Bool) throws {
        let server = try ReplayServer([CassetteName("tree", "show-version")])
        let input = closing.hasPrefix("<") ? ["-f", "-"] : []
        let result = try ShellRun.bash(
            "\"$0\" \"$@\" \(closing)",
            ["-p", "\(server.port)", "-e", "SHOW VERSION"] + input
        )
        #expect(result.status == status)
        #expect(result.outputText.contains("(1 row)") == hasRows)
    }

    /// One that takes a row and leaves has read enough; one that fails before it reads has not.
    @Test(arguments: [("exit 7", 1, "|exit 7: exit status 7\n"), ("head -n 1 > /dev/null", 0, "")])
    func aProgramThatFailsIsNamedAlsoBeforeItReadsAll(_ command: String, _ status: Int32, _ error: String) throws {
        let server = try ReplayServer([CassetteName("tree", "pages-5000")])
        let statement = try CassetteName("tree", "pages-5000").load().statement
        let result = try ShellRun.run(port: server.port, ["-e", statement + " \\g |\(command)"])
        #expect(result.status == status)
        #expect(result.errorText == error)
    }

    @Test(arguments: ["csv", "table"])
    func lostQueryPrintsItsRowsAndThenTheError(_ format: String) throws {
        let name = CassetteName("tree", "pages-5000")
        let cassette = try name.load().without(method: "fetchResultsV2")
        let server = try ReplayServer([cassette], opening: try name.opening.load())
        let arguments = ["--format", format, "-e", cassette.statement, "-e", "SHOW VERSION"]
        let result = try ShellRun.run(port: server.port, arguments)
        #expect(result.status == 2)
        let lines = result.outputText.split(separator: "\n")
        let rows = lines.count - (format == "csv" ? 1 : 2)
        #expect(rows > 0 && rows < 5000)
        #expect(result.errorText.contains("result incomplete after \(rows) rows"), "\(result.errorText)")
        #expect(!result.outputText.contains("rows)"))
        #expect(!server.calls.contains("executeStatementV2: SHOW VERSION"))
    }
}
