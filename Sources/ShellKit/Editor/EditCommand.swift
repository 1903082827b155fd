/// What our keys do to the line beyond what libedit does, with the keys a user of readline expects.
enum EditCommand: String, CaseIterable {
    case previousEntry = "iotdb-previous-entry"
    case nextEntry = "iotdb-next-entry"
    case oldestEntry = "iotdb-oldest-entry"
    case newestEntry = "iotdb-newest-entry"
    case previousMatchingEntry = "iotdb-previous-matching-entry"
    case nextMatchingEntry = "iotdb-next-matching-entry"
    case lastWordOfEntry = "iotdb-last-word-of-entry"
    case forward = "iotdb-forward"
    case backward = "iotdb-backward"
    case forwardWord = "iotdb-forward-word"
    case backwardWord = "iotdb-backward-word"
    case lineStart = "iotdb-line-start"
    case lineEnd = "iotdb-line-end"
    case deleteNext = "iotdb-delete-next"
    case deletePrevious = "iotdb-delete-previous"
    case killToEnd = "iotdb-kill-to-end"
    case killToStart = "iotdb-kill-to-start"
    case killWord = "iotdb-kill-word"
    case killPreviousWord = "iotdb-kill-previous-word"
    case killPreviousBlankWord = "iotdb-kill-previous-blank-word"
    case yank = "iotdb-yank"
    case yankOlder = "iotdb-yank-older"
    case undo = "iotdb-undo"

    /// What `bind -l` and `\? keys` say.
    var help: String {
        switch self {
        case .previousEntry: "Older history entry"
        case .nextEntry: "Newer history entry"
        case .oldestEntry: "Oldest history entry"
        case .newestEntry: "Line that is being entered"
        case .previousMatchingEntry: "Older entry that begins like the line up to the cursor"
        case .nextMatchingEntry: "Newer entry that begins like the line up to the cursor"
        case .lastWordOfEntry: "Insert the last word of the previous entry; again: of the one before"
        case .forward: "Character forward; at the end take the suggestion"
        case .backward: "Character backward"
        case .forwardWord: "Word forward; at the end take a word of the suggestion"
        case .backwardWord: "Word backward"
        case .lineStart: "Start of the line"
        case .lineEnd: "End of the line; there take the suggestion"
        case .deleteNext: "Delete the character under the cursor"
        case .deletePrevious: "Delete the character before the cursor"
        case .killToEnd: "Cut to the end of the line"
        case .killToStart: "Cut to the start of the line"
        case .killWord: "Cut to the end of the word"
        case .killPreviousWord: "Cut the word before the cursor"
        case .killPreviousBlankWord: "Cut back to the blank before the cursor"
        case .yank: "Insert what was cut last"
        case .yankOlder: "Replace what was just inserted by what was cut before it"
        case .undo: "Undo the last change"
        }
    }

    /// Keys of the emacs map, as `bind` takes them.
    var emacsKeys: [String] {
        switch self {
        case .previousEntry: ["^P"]
        case .nextEntry: ["^N"]
        case .oldestEntry: ["\\e<"]
        case .newestEntry: ["\\e>"]
        case .previousMatchingEntry: ["\\ep"]
        case .nextMatchingEntry: ["\\en"]
        case .lastWordOfEntry: ["\\e.", "\\e_"]
        case .forward: ["^F"]
        case .backward: ["^B"]
        case .forwardWord: ["\\ef", "\\eF"]
        case .backwardWord: ["\\eb", "\\eB"]
        case .lineStart: ["^A"]
        case .lineEnd: ["^E"]
        case .deleteNext: []
        case .deletePrevious: ["^H", "^?"]
        case .killToEnd: ["^K"]
        case .killToStart: ["^U"]
        case .killWord: ["\\ed", "\\eD"]
        case .killPreviousWord: ["\\e^H", "\\e^?"]
        case .killPreviousBlankWord: ["^W"]
        case .yank: ["^Y"]
        case .yankOlder: ["\\ey", "\\eY"]
        case .undo: ["^_", "^X^U"]
        }
    }

    /// Keys while vi's mode inserts; beside these it has its own.
    var viInsertKeys: [String] {
        switch self {
        case .previousEntry: ["^P"]
        case .nextEntry: ["^N"]
        case .lineStart: ["^A"]
        case .lineEnd: ["^E"]
        case _: []
        }
    }

    /// Keys of vi's command mode; its other keys are vi's own.
    var viCommandKeys: [String] {
        switch self {
        case .previousEntry: ["k"]
        case .nextEntry: ["j"]
        case _: []
        }
    }

    /// The key of the keyboard, in every mode.
    var keyCode: KeyCode? {
        switch self {
        case .previousEntry: .up
        case .nextEntry: .down
        case .previousMatchingEntry: .pageUp
        case .nextMatchingEntry: .pageDown
        case .forward: .right
        case .backward: .left
        case .forwardWord: .wordRight
        case .backwardWord: .wordLeft
        case .lineStart: .home
        case .lineEnd: .end
        case .deleteNext: .delete
        case .killWord: .deleteWord
        case .oldestEntry, .newestEntry, .lastWordOfEntry, .deletePrevious, .killToEnd, .killToStart,
            .killPreviousWord, .killPreviousBlankWord, .yank, .yankOlder, .undo:
            nil
        }
    }
}
