import Testing

@testable import ShellKit

/// The keys that help lists.
@Suite struct KeyTableTests {
    @Test func keysAreWrittenAsPeopleWriteThem() {
        let entries = KeyTable.entries.map { "\($0.keys): \($0.help)" }
        #expect(entries.contains("Up, Ctrl-P: Older history entry"))
        #expect(entries.contains("Alt-., Alt-_: Insert the last word of the previous entry; again: of the one before"))
        #expect(entries.contains("Ctrl-_, Ctrl-X Ctrl-U: Undo the last change"))
        #expect(entries.contains("Ctrl-X Ctrl-E: Edit the statement with $VISUAL or $EDITOR"))
        #expect(entries.contains("Tab: Complete the word"))
        #expect(entries.contains("Ctrl-H, Backspace: Delete the character before the cursor"))
    }

    @Test func everyCommandHasKeysAndHelp() {
        #expect(KeyTable.entries.count == EditCommand.allCases.count + OtherEditCommand.allCases.count + 2)
        #expect(KeyTable.entries.allSatisfy { !$0.keys.isEmpty && !$0.help.isEmpty })
    }

    @Test func theManPageAndTheCommandListThem() {
        for entry in KeyTable.entries {
            #expect(ManPage.text.contains(ManPage.escaped(entry.help)), "\(entry)")
            #expect(HelpTopic.keys.text.contains(entry.keys), "\(entry)")
        }
    }
}
