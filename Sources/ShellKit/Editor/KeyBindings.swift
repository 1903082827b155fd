import CLibEdit
import Platform

/// Our commands, under names that `bind` knows, and the keys they are on.
enum KeyBindings {
    /// Makes the commands known, before `.editrc` is read: it may use them.
    static func addCommands(to handle: LibEditHandle) {
        for (command, function) in lineCommands { handle.add(command.rawValue, command.help, function) }
        for (command, function) in otherCommands { handle.add(command.rawValue, command.help, function) }
        handle.add("iotdb-paste", "Insert a paste") { el, _ in LibEditCore.of(el)?.insertPaste() ?? UInt8(CC_ERROR) }
    }

    /// Binds the keys that the user has not bound himself, and those without which the shell would not keep its
    /// promises.
    ///
    /// Behind `.editrc`, which may have switched to vi's maps and so dropped all that was bound before.
    @discardableResult
    static func bind(_ handle: LibEditHandle, editrc: String?, hasScreen: Bool) -> EditrcKeys {
        let keys = editrc.flatMap(contents).map(EditrcKeys.init) ?? EditrcKeys()
        let isVi = handle.isVi
        for command in EditCommand.allCases {
            bind(handle, keys, isVi ? command.viInsertKeys : command.emacsKeys, command.rawValue)
            if isVi { bind(handle, keys, command.viCommandKeys, command.rawValue, inCommandMode: true) }
            guard let code = command.keyCode else { continue }
            handle.bind(text(of: code), to: command.rawValue)
            handle.bind(text(of: code), to: command.rawValue, inCommandMode: true)
        }
        for command in OtherEditCommand.allCases {
            let name = hasScreen ? command.rawValue : command.nameWithoutScreen
            if command.isFixed {
                for key in command.emacsKeys {
                    handle.bind(key, to: name)
                    handle.bind(key, to: name, inCommandMode: true)
                }
            }
            bind(handle, keys, isVi ? command.viInsertKeys : command.emacsKeys, name)
            if isVi { bind(handle, keys, command.viCommandKeys, name, inCommandMode: true) }
        }
        handle.bind(text(of: .paste), to: "iotdb-paste")
        handle.bind(text(of: .paste), to: "iotdb-paste", inCommandMode: true)
        return keys
    }

    /// The user's file, when it is one: only in the home directory, and only a regular file, because a FIFO would
    /// hang us.
    static func editrcPath(home: String) -> String? {
        let path = home + "/.editrc"
        var status = stat()
        guard home.hasPrefix("/"), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return path
    }

    /// Larger files are not looked into: what they bind may then be bound over.
    private static let largestEditrc = 1 << 20

    private static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: largestEditrc)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    private static func bind(
        _ handle: LibEditHandle,
        _ user: EditrcKeys,
        _ keys: [String],
        _ command: String,
        inCommandMode: Bool = false
    ) {
        for key in keys where !user.bind(key, inCommandMode: inCommandMode) {
            handle.bind(key, to: command, inCommandMode: inCommandMode)
        }
    }

    private static func text(of code: KeyCode) -> String {
        LineBuffer([code.rawValue]).string
    }

    private static func perform(_ el: OpaquePointer?, _ command: EditCommand) -> UInt8 {
        LibEditCore.of(el)?.perform(command) ?? UInt8(CC_ERROR)
    }

    /// A C function cannot carry along which command it is, so each has its own.
    private static let lineCommands: [(EditCommand, cle_command_fn)] = [
        (.previousEntry, { el, _ in perform(el, .previousEntry) }),
        (.nextEntry, { el, _ in perform(el, .nextEntry) }),
        (.oldestEntry, { el, _ in perform(el, .oldestEntry) }),
        (.newestEntry, { el, _ in perform(el, .newestEntry) }),
        (.previousMatchingEntry, { el, _ in perform(el, .previousMatchingEntry) }),
        (.nextMatchingEntry, { el, _ in perform(el, .nextMatchingEntry) }),
        (.lastWordOfEntry, { el, _ in perform(el, .lastWordOfEntry) }),
        (.forward, { el, _ in perform(el, .forward) }),
        (.backward, { el, _ in perform(el, .backward) }),
        (.forwardWord, { el, _ in perform(el, .forwardWord) }),
        (.backwardWord, { el, _ in perform(el, .backwardWord) }),
        (.lineStart, { el, _ in perform(el, .lineStart) }),
        (.lineEnd, { el, _ in perform(el, .lineEnd) }),
        (.deleteNext, { el, _ in perform(el, .deleteNext) }),
        (.deletePrevious, { el, _ in perform(el, .deletePrevious) }),
        (.killToEnd, { el, _ in perform(el, .killToEnd) }),
        (.killToStart, { el, _ in perform(el, .killToStart) }),
        (.killWord, { el, _ in perform(el, .killWord) }),
        (.killPreviousWord, { el, _ in perform(el, .killPreviousWord) }),
        (.killPreviousBlankWord, { el, _ in perform(el, .killPreviousBlankWord) }),
        (.yank, { el, _ in perform(el, .yank) }),
        (.yankOlder, { el, _ in perform(el, .yankOlder) }),
        (.undo, { el, _ in perform(el, .undo) }),
    ]

    private static let otherCommands: [(OtherEditCommand, cle_command_fn)] = [
        (.interrupt, { el, _ in LibEditCore.of(el)?.interrupt() ?? UInt8(CC_ERROR) }),
        (.deleteOrEnd, { el, _ in LibEditCore.of(el)?.deleteOrEnd() ?? UInt8(CC_ERROR) }),
        (.complete, { el, _ in LibEditCore.of(el)?.complete() ?? UInt8(CC_ERROR) }),
        (.insertLiterally, { el, _ in LibEditCore.of(el)?.insertLiterally() ?? UInt8(CC_ERROR) }),
        (.editExternally, { el, _ in LibEditCore.of(el)?.editExternally() ?? UInt8(CC_ERROR) }),
        (.searchOlder, { el, _ in LibEditCore.of(el)?.searchHistory(reverse: true) ?? UInt8(CC_ERROR) }),
        (.searchNewer, { el, _ in LibEditCore.of(el)?.searchHistory(reverse: false) ?? UInt8(CC_ERROR) }),
    ]
}
