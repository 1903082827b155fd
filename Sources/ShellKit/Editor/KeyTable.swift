/// The keys of the prompt and what they do, for help: from the tables by which they are bound.
package enum KeyTable {
    /// A command of the editor.
    package struct Entry: Sendable, Equatable {
        /// Its keys, as `Ctrl-P, Up`.
        package let keys: String
        /// What it does.
        package let help: String
    }

    /// Every command that has keys in the emacs map.
    package static let entries: [Entry] =
        EditCommand.allCases.map { entry(($0.keyCode.map { [name(of: $0)] } ?? []) + names($0.emacsKeys), $0.help) }
        + OtherEditCommand.allCases.map { entry(names($0.emacsKeys), $0.help) }
        + [
            entry(["Enter"], "Take the line; the statement runs when it ends with ;"),
            entry(["Ctrl-Z"], "Stop the shell; fg goes on with the line as it was"),
        ]

    /// What else there is to know of keys and history, in whole sentences.
    package static let notes = [
        "These are the keys of the emacs map. \"bind -v\" in ~/.editrc turns vi's keys on, and \"bind KEY COMMAND\""
            + " lines there give keys other commands, those of this list under the names that \"bind -l\" prints.",
        "A paste is inserted as it is, with its lines; nothing of it runs before Enter.",
        "The history keeps each statement once, with all its lines, in a file that only its owner may read and that"
            + " several shells share. A statement with a blank in front is not kept, nor is one with a password.",
    ]

    private static func entry(_ keys: [String], _ help: String) -> Entry {
        Entry(keys: keys.joined(separator: ", "), help: help)
    }

    /// Keys as people write them; letters of both cases are one.
    private static func names(_ keys: [String]) -> [String] {
        keys.map(name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// `^X^U` is `Ctrl-X Ctrl-U`, `\e.` is `Alt-.`.
    private static func name(_ key: String) -> String {
        var names: [String] = []
        var (prefix, isControl) = ("", false)
        for character in key.replacing(bytesOf: "\\e", with: "\u{1B}") {
            switch character {
            case "\u{1B}": prefix += "Alt-"
            case "^": isControl = true
            case _:
                names.append(prefix + (isControl ? control(character) : character.uppercased()))
                (prefix, isControl) = ("", false)
            }
        }
        return names.joined(separator: " ")
    }

    private static func control(_ character: Character) -> String {
        switch character {
        case "?": "Backspace"
        case "I": "Tab"
        case _: "Ctrl-\(character)"
        }
    }

    private static func name(of code: KeyCode) -> String {
        switch code {
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .delete: "Delete"
        case .wordLeft: "Ctrl-Left"
        case .wordRight: "Ctrl-Right"
        case .deleteWord: "Ctrl-Delete"
        case .pageUp: "PageUp"
        case .pageDown: "PageDown"
        case .paste: "Paste"
        }
    }
}
