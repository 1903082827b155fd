/// What our keys do beside changing the line, and what libedit does for us under keys that a user asks for.
enum OtherEditCommand: String, CaseIterable {
    case interrupt = "iotdb-interrupt"
    case deleteOrEnd = "iotdb-delete-or-end"
    case complete = "iotdb-complete"
    case searchOlder = "iotdb-search-older"
    case searchNewer = "iotdb-search-newer"
    case editExternally = "iotdb-edit-externally"
    case insertLiterally = "iotdb-insert-literally"
    case clearScreen = "ed-clear-screen"
    case transpose = "ed-transpose-chars"
    case upperCase = "em-upper-case"
    case lowerCase = "em-lower-case"
    case capitalize = "em-capitol-case"

    /// What `bind -l` and `\? keys` say.
    var help: String {
        switch self {
        case .interrupt: "Drop the line; end the statement that runs"
        case .deleteOrEnd: "Delete the character under the cursor; on an empty line leave"
        case .complete: "Complete the word"
        case .searchOlder: "Search the history backward"
        case .searchNewer: "Search the history forward"
        case .editExternally: "Edit the statement with $VISUAL or $EDITOR"
        case .insertLiterally: "Insert the next key as a character"
        case .clearScreen: "Clear the screen"
        case .transpose: "Swap the characters around the cursor"
        case .upperCase: "Word in capitals"
        case .lowerCase: "Word in small letters"
        case .capitalize: "Word with a capital"
        }
    }

    /// The command for terminals on which libedit draws.
    var nameWithoutScreen: String {
        switch self {
        case .searchOlder: "em-inc-search-prev"
        case .searchNewer: "em-inc-search-next"
        case .interrupt, .deleteOrEnd, .complete, .editExternally, .insertLiterally, .clearScreen, .transpose,
            .upperCase, .lowerCase, .capitalize:
            rawValue
        }
    }

    /// Whether the shell would not keep its promises without the keys, so that `.editrc` cannot take them.
    var isFixed: Bool { self == .interrupt || self == .deleteOrEnd || self == .complete }

    /// Keys of the emacs map, as `bind` takes them.
    var emacsKeys: [String] {
        switch self {
        case .interrupt: ["^C"]
        case .deleteOrEnd: ["^D"]
        case .complete: ["^I"]
        case .searchOlder: ["^R"]
        case .searchNewer: ["^S"]
        case .editExternally: ["^X^E"]
        case .insertLiterally: ["^V", "^Q"]
        case .clearScreen: ["^L"]
        case .transpose: ["^T"]
        case .upperCase: ["\\eu", "\\eU"]
        case .lowerCase: ["\\el", "\\eL"]
        case .capitalize: ["\\ec", "\\eC"]
        }
    }

    /// Keys while vi's mode inserts.
    var viInsertKeys: [String] {
        switch self {
        case .searchOlder, .clearScreen: emacsKeys
        case .insertLiterally: ["^V"]
        case .interrupt, .deleteOrEnd, .complete, .searchNewer, .editExternally, .transpose, .upperCase, .lowerCase,
            .capitalize:
            []
        }
    }

    /// Keys of vi's command mode; its other keys are vi's own.
    var viCommandKeys: [String] {
        switch self {
        case .editExternally: ["v"]
        case .clearScreen: ["^L"]
        case .interrupt, .deleteOrEnd, .complete, .searchOlder, .searchNewer, .insertLiterally, .transpose, .upperCase,
            .lowerCase, .capitalize:
            []
        }
    }
}
