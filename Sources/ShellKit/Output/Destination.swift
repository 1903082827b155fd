/// Where results go.
package enum Destination: Sendable, Equatable {
    /// The standard output, through a pager where that is wanted.
    case standardOutput
    /// A file.
    case file(String, appends: Bool)
    /// The standard input of a command of `/bin/sh`.
    case program(String)
    /// Nowhere.
    case nowhere

    /// Reads `FILE`, `>>FILE` or `|COMMAND`; nothing is the standard output.
    package init(_ text: some StringProtocol) {
        let text = text.trimmingBlanks()
        if text.isEmpty {
            self = .standardOutput
        } else if text.hasPrefix("|") {
            self = .program(String(text.dropFirst().trimmingBlanks()))
        } else if text.hasPrefix(">>") {
            self = .file(String(text.dropFirst(2).trimmingBlanks()), appends: true)
        } else {
            self = .file(String(text.hasPrefix(">") ? text.dropFirst().trimmingBlanks() : text[...]), appends: false)
        }
    }

    /// Whether it reaches a file or a program of the machine, which `--sandbox` forbids.
    package var reachesMachine: Bool {
        switch self {
        case .file, .program: true
        case .standardOutput, .nowhere: false
        }
    }

    /// The file's name, whose ending may name a format; nil where it is no file.
    package var fileName: String? {
        if case .file(let path, _) = self { path } else { nil }
    }
}
