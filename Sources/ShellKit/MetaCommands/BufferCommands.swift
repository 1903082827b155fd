/// The statement that is being written, and those before it.
enum BufferCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "g",
            section: .buffer,
            arguments: [.rest("[FILE | |COMMAND]", .file)],
            summary: "run the statement before it, as ; does, or the last one again; to a file or a program",
            details:
                "The ending of the file's name picks the format unless one was given. (name=value ...) before the file"
                + " sets display settings for this result only, as in \\g (format=csv null=NULL) rows.csv."
        ) { arguments, context in
            .send(try await request(arguments["[FILE | |COMMAND]"] ?? "", context))
        },
        MetaCommand(
            "gx",
            section: .buffer,
            arguments: [.rest("[FILE | |COMMAND]", .file)],
            summary: "the same, and print each column on a line of its own"
        ) { arguments, context in
            var request = try await request(arguments["[FILE | |COMMAND]"] ?? "", context)
            if request.settings["expanded"] == nil { request.settings["expanded"] = "on" }
            return .send(request)
        },
        MetaCommand(
            "gset",
            section: .buffer,
            arguments: [.optional("PREFIX")],
            summary: "run the statement and keep its only row in variables named like the columns"
        ) { arguments, _ in
            .send(SendRequest(variablePrefix: arguments["PREFIX"] ?? ""))
        },
        MetaCommand(
            "p",
            aliases: ["print"],
            section: .buffer,
            summary: "print the open statement, or the last one"
        ) { _, context in
            let text = await context.input.statementAtHand
            try await context.output.write((text ?? "There is no statement.") + "\n")
            return .done
        },
        MetaCommand("r", aliases: ["reset"], section: .buffer, summary: "drop the open statement") { _, context in
            await context.output.note("The open statement was dropped.")
            return .clearBuffer
        },
        MetaCommand(
            "w",
            aliases: ["write"],
            section: .buffer,
            arguments: [.rest("FILE | |COMMAND", .file, isOptional: false)],
            summary: "write the open or the last statement to a file or a program",
            leavesSandbox: true
        ) { arguments, context in
            let destination = Destination(arguments["FILE | |COMMAND"] ?? "")
            guard let text = await context.input.statementAtHand else {
                throw MetaCommandError("\\w: there is no statement")
            }
            let target = try await context.output.open(destination)
            try target.write(text + ";\n")
            return .done
        },
        MetaCommand(
            "e",
            aliases: ["edit"],
            section: .buffer,
            arguments: [.optional("FILE", .file)],
            summary: "edit the open or the last statement, or a file, with $VISUAL or $EDITOR",
            details: "What is saved becomes the open statement; it runs when it ends with ;.",
            leavesSandbox: true
        ) { arguments, context in
            let text = await context.input.statementAtHand ?? ""
            let edited = try await ExternalEditor.edit(text, file: arguments["FILE"])
            return .replaceBuffer(edited)
        },
        MetaCommand(
            "s",
            section: .buffer,
            arguments: [.optional("N"), .optional("PATTERN")],
            summary: "print the history, its last N entries, or those that hold a text"
        ) { arguments, context in
            try await context.output.write(history(await context.input.history, try HistoryRange(arguments)))
            return .done
        },
        MetaCommand(
            "last",
            section: .buffer,
            arguments: [.optional("FORMAT", .format)],
            summary: "print the last result again, in another format, without asking the server"
        ) { arguments, context in
            let format = try arguments["FORMAT"].map { name throws(MetaCommandError) in
                guard let format = ResultFormats.find(name) else {
                    let names = SettingSyntax.list(ResultFormats.all.map(\.name))
                    throw MetaCommandError("\\last: \"\(name)\" is no format; give \(names)")
                }
                return format
            }
            try await context.output.printLastResult(format)
            return .done
        },
        MetaCommand(
            "watch",
            section: .buffer,
            arguments: [.repeated(watchArgument, .words(["c=", "chart", "diff", "i=", "m=", "until="]))],
            summary: "run the statement again and again, every 2 seconds, until Ctrl-C",
            details:
                "c=N ends after N runs, m=ROWS as soon as a result has so many rows, until=TEXT when its first cell is"
                + " this text. diff marks cells that are not what they were at the same place before; chart draws the"
                + " result as \\plot does, whose options may follow."
        ) { arguments, _ in
            .watch(try WatchRequest(arguments.all(watchArgument)))
        },
    ]

    private static let watchArgument = "SECONDS | c=N | m=ROWS | until=TEXT | diff | chart [OPTION]"

    /// Reads `(name=value …) FILE`.
    private static func request(_ text: String, _ context: CommandContext) async throws -> SendRequest {
        var rest = text.trimmingBlanks()
        var settings: [String: String] = [:]
        if rest.utf8.first == UInt8(ascii: "(") {
            guard let end = rest.utf8.firstIndex(of: UInt8(ascii: ")")) else {
                throw MetaCommandError("\\g: the closing parenthesis is missing")
            }
            for word in rest.unicodeScalars[rest.utf8.index(after: rest.startIndex)..<end].split(
                whereSeparator: \.properties.isWhitespace
            ) {
                let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2 else { throw MetaCommandError("\\g: \"\(word)\" is not name=value") }
                settings[String(halves[0])] = String(halves[1])
            }
            rest = rest[rest.utf8.index(after: end)...].trimmingBlanks()
        }
        return SendRequest(destination: rest.isEmpty ? nil : Destination(FileName.unquoted(rest)), settings: settings)
    }

    private static func history(_ entries: [String], _ range: HistoryRange) -> String {
        range.entries(entries).map { number, entry in
            let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
            let indent = String(repeating: " ", count: 7)
            let name = String(repeating: " ", count: max(0, 5 - "\(number)".utf8.count)) + "\(number)  "
            return name + lines.joined(separator: "\n" + indent) + "\n"
        }.joined()
    }
}

/// Which entries `\s` prints.
private struct HistoryRange {
    private var count: Int?
    private var pattern: String?

    init(_ arguments: CommandArguments) throws(MetaCommandError) {
        for text in [arguments["N"], arguments["PATTERN"]].compactMap({ $0 }) {
            if count == nil, pattern == nil, let number = SettingSyntax.number(text, in: 1...1_000_000) {
                count = number
            } else if pattern == nil {
                pattern = text
            } else {
                throw MetaCommandError("\\s: too many arguments; usage: \\s [N] [PATTERN]")
            }
        }
    }

    func entries(_ all: [String]) -> [(number: Int, entry: String)] {
        let numbered = all.enumerated().map { (number: $0.offset + 1, entry: $0.element) }
        let fitting = numbered.filter { entry in pattern.map { entry.entry.contains(bytesOf: $0) } ?? true }
        return count.map { Array(fitting.suffix($0)) } ?? fitting
    }
}

extension WatchRequest {
    /// Reads `5`, `i=5`, `c=3`, `m=10`, `until=done`, `diff`.
    fileprivate init(_ words: [String]) throws(MetaCommandError) {
        self.init()
        for (index, word) in words.enumerated() {
            if word.lowercased() == "chart" {
                chart = Array(words[(index + 1)...])
                return
            }
            let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = halves.count == 2 ? (halves[0].lowercased(), String(halves[1])) : ("", word)
            switch name {
            case "c", "count": count = try Self.number(word, value)
            case "m", "min_rows": minimumRows = try Self.number(word, value)
            case "until": until = value
            case "" where value.lowercased() == "diff": showsChanges = true
            case "", "i", "interval":
                if let seconds = Duration(seconds: value) {
                    interval = seconds
                } else {
                    throw MetaCommandError(
                        "\\watch: \"\(word)\" is not allowed; give seconds above 0, c=N, m=ROWS, until=TEXT, diff or"
                            + " chart"
                    )
                }
            case _:
                throw MetaCommandError(
                    "\\watch: \"\(word)\" is not allowed; give seconds, c=N, m=ROWS, until=TEXT, diff or chart"
                )
            }
        }
    }

    private static func number(_ word: String, _ value: String) throws(MetaCommandError) -> Int {
        guard let number = SettingSyntax.number(value, in: 1...1_000_000_000) else {
            throw MetaCommandError("\\watch: \"\(word)\" is not allowed; give a number from 1 on")
        }
        return number
    }
}
