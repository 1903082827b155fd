/// The history as the prompt uses it: in the editor, in the file, and as a list for `\s`.
final class PromptHistory {
    private let editor: any LineEditor
    private let file: HistoryFile?
    /// The entries, oldest first.
    private(set) var entries: [String] = []

    /// A history over a file; without one entries are kept while the shell runs.
    init(_ editor: any LineEditor, _ file: HistoryFile?) {
        self.editor = editor
        self.file = file
    }

    /// Loads the entries of earlier sessions; answers what is wrong with the file, if anything.
    func load() -> String? {
        guard let contents = file?.load() else { return nil }
        for entry in contents.entries { editor.addHistory(entry) }
        entries = contents.entries
        return contents.warning
    }

    /// Keeps an entry unless it must not be kept.
    func remember(_ entry: String) {
        guard let file, file.accepts(entry) else { return }
        editor.addHistory(entry)
        file.append(entry)
        entries.append(entry)
    }
}
