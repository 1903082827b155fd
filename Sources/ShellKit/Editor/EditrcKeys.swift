/// The keys that a user's `.editrc` binds: those are left alone.
struct EditrcKeys {
    private var keys: Set<String> = []
    private var commandKeys: Set<String> = []

    /// No file.
    init() {}

    /// Reads the `bind` rows of a file: `bind ^R em-inc-search-prev`, `iotdb-shell:bind -a "\e[A" …`.
    init(_ text: String) {
        for row in text.split(separator: "\n") {
            var words = row.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
            guard let first = words.first, first == "bind" || first.hasSuffix(":bind") else { continue }
            words.removeFirst()
            let options = words.prefix { $0.hasPrefix("-") && $0.count == 2 }
            guard let key = words.dropFirst(options.count).first else { continue }
            // Our search does the same and shows more.
            if words.last?.hasPrefix("em-inc-search-") == true { continue }
            if options.contains("-a") { commandKeys.insert(Self.normal(key)) } else { keys.insert(Self.normal(key)) }
        }
    }

    /// Whether the user has bound a key, written as `bind` takes it.
    func bind(_ key: String, inCommandMode: Bool) -> Bool {
        (inCommandMode ? commandKeys : keys).contains(Self.normal(key))
    }

    /// Whether the user has bound a sequence behind `ESC`, in any mode.
    func bindSequence(_ sequence: String) -> Bool {
        bind("\\e" + sequence, inCommandMode: false) || bind("\\e" + sequence, inCommandMode: true)
    }

    /// The spellings of one key made equal: quotes dropped, `^[`, `\033`, `\E` and `\e` the same, `^r` like `^R`.
    private static func normal(_ key: String) -> String {
        var rest = key.filter { $0 != "\"" && $0 != "'" }[...]
        var text = ""
        while let first = rest.first {
            if let escape = ["\\e", "\\E", "^[", "\\033", "\u{1B}"].first(where: { rest.hasPrefix($0) }) {
                text += "\\e"
                rest = rest.dropFirst(escape.count)
            } else if first == "^", let letter = rest.dropFirst().first {
                text += "^" + letter.uppercased()
                rest = rest.dropFirst(2)
            } else {
                text.append(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
