import Platform

/// Files, programs and messages.
enum InputOutputCommands {
    /// The commands of the section.
    static let all: [MetaCommand] = [
        MetaCommand(
            "i",
            aliases: ["include"],
            section: .inputOutput,
            arguments: [.required("FILE", .file)],
            summary: "run the statements of a file",
            leavesSandbox: true
        ) { arguments, _ in .include(arguments["FILE"] ?? "", relative: false) },
        MetaCommand(
            "ir",
            aliases: ["include_relative"],
            section: .inputOutput,
            arguments: [.required("FILE", .file)],
            summary: "the same; the name counts from the folder of the file that it stands in",
            leavesSandbox: true
        ) { arguments, _ in .include(arguments["FILE"] ?? "", relative: true) },
        MetaCommand(
            "o",
            aliases: ["out"],
            section: .inputOutput,
            arguments: [.rest("[FILE | >>FILE | |COMMAND]", .file)],
            summary: "send results to a file or a program from now on; without argument back to the standard output",
            details: "A file appears whole at the next \\o or at the end; >>FILE appends.",
            leavesSandbox: true
        ) { arguments, context in
            let text = arguments["[FILE | >>FILE | |COMMAND]"] ?? ""
            try await context.output.redirect(to: Destination(FileName.unquoted(text)))
            return .done
        },
        MetaCommand(
            "echo",
            section: .inputOutput,
            arguments: [.rest("TEXT")],
            summary: "print a text to the standard output; -n before it leaves out the line end"
        ) { arguments, context in
            try await context.output.writeToStandardOutput(try await echo(arguments, context))
            return .done
        },
        MetaCommand(
            "qecho",
            section: .inputOutput,
            arguments: [.rest("TEXT")],
            summary: "print a text where results go"
        ) { arguments, context in
            try await context.output.write(try await echo(arguments, context))
            return .done
        },
        MetaCommand(
            "warn",
            section: .inputOutput,
            arguments: [.rest("TEXT")],
            summary: "print a text to the standard error"
        ) { arguments, context in
            let text = try await echo(arguments, context)
            await context.output.report(text.hasSuffix("\n") ? String(text.dropLast()) : text)
            return .done
        },
        MetaCommand(
            "!",
            section: .inputOutput,
            arguments: [.rest("COMMAND")],
            summary: "run a command of /bin/sh, or start a shell",
            leavesSandbox: true
        ) { arguments, context in
            let command = arguments["COMMAND"] ?? "exec \"${SHELL:-/bin/sh}\""
            let ending = try await ChildProcess.run(command)
            await context.settings.setVariable("SHELL_EXIT_CODE", to: "\(ending.status)")
            await context.settings.setVariable("SHELL_ERROR", to: ending.isSuccess ? "false" : "true")
            return .done
        },
        MetaCommand(
            "cd",
            section: .inputOutput,
            arguments: [.optional("FOLDER", .folder)],
            summary: "change the working folder; without argument to the home folder",
            leavesSandbox: true
        ) { arguments, _ in
            guard let folder = arguments["FOLDER"] ?? getenv("HOME").map({ String(cString: $0) }) else {
                throw MetaCommandError("\\cd: HOME is not set; give a folder")
            }
            guard chdir(FileName.expanded(folder)) == 0 else {
                throw MetaCommandError("\\cd: \(folder): \(systemErrorText(errno))")
            }
            return .done
        },
    ]

    /// The words of a line with one blank between them, variables put in.
    private static func echo(_ arguments: CommandArguments, _ context: CommandContext) async throws -> String {
        let variables = await context.settings.variables
        var words = try MetaCommandParser.parse("\\echo " + (arguments["TEXT"] ?? "")) { variables[$0] }.arguments
        let endsLine = words.first != "-n"
        if !endsLine { words.removeFirst() }
        return words.joined(separator: " ") + (endsLine ? "\n" : "")
    }
}
