import IoTDBWire

/// The configuration file: `[default]` for everybody, `[profile NAME]` for who asks for it.
///
/// Keys are the long options without their dashes, `-` and `_` alike; `#` and `;` start a comment at the start of a
/// line. What stands before the first section counts as `[default]`. A value may stand in `'…'` or `"…"` to keep its
/// blanks.
package struct ConfigurationFile: Sendable {
    /// A line that sets something.
    private struct Entry {
        let key: String
        let value: String
        let line: Int
    }

    /// The largest file that is read, in bytes.
    package static let maximumSize = 1 << 20

    private let path: String
    private var general: [Entry] = []
    private var profiles: [(name: String, entries: [Entry])] = []

    /// Reads the text of a file.
    ///
    /// - Throws: ``ConfigurationError`` with the line that cannot be read.
    package init(_ text: String, path: String) throws(ConfigurationError) {
        self.path = path
        var profile: Int?
        let marked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let lines = marked.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        for (index, scalars) in lines.enumerated() {
            let line = String(scalars).trimmingBlanks()
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if line.hasPrefix("[") {
                profile = try section(line, index + 1)
            } else {
                let entry = try Self.entry(line, index + 1, path)
                if let profile { profiles[profile].entries.append(entry) } else { general.append(entry) }
            }
        }
    }

    /// The names of the profiles, in the order of the file.
    package var profileNames: [String] { profiles.map(\.name) }

    /// Sets what the file says for everybody, then what it says for a profile.
    ///
    /// - Throws: ``ConfigurationError`` for an unknown key, a value that is not allowed, or a profile that is not
    ///   there.
    package func apply(profile name: String?, to settings: inout Settings) throws(ConfigurationError) {
        try apply(general, to: &settings) { .file(path, line: $0) }
        guard let name else { return }
        guard let profile = profiles.first(where: { $0.name == name }) else {
            let nearest = NearestName.find(name, in: profileNames).map { "; did you mean \($0)?" } ?? ""
            throw ConfigurationError("\(path): there is no profile \"\(name)\"\(nearest)")
        }
        try apply(profile.entries, to: &settings) { .profile(name, line: $0) }
    }

    private func apply(
        _ entries: [Entry],
        to settings: inout Settings,
        _ origin: (Int) -> Settings.Origin
    ) throws(ConfigurationError) {
        for entry in entries {
            do throws(SettingError) {
                if entry.key.lowercased() == "url" {
                    try Self.applyAddress(entry.value, to: &settings, origin(entry.line))
                } else {
                    try Self.apply(entry, to: &settings, origin(entry.line))
                }
            } catch {
                throw ConfigurationError("\(path):\(entry.line): \(error.reason)")
            }
        }
    }

    private static func apply(
        _ entry: Entry,
        to settings: inout Settings,
        _ origin: Settings.Origin
    ) throws(SettingError) {
        let allowed = SettingTable.all.filter(\.isAllowedInFiles)
        let setting = try SettingTable.find(entry.key, among: allowed, as: \.name)
        SettingTable.forgetAlternatives(to: setting.name, in: &settings)
        do throws(SettingError) {
            try settings.set(setting, to: entry.value, from: origin)
        } catch {
            throw SettingError(error.message(name: entry.key, value: entry.value))
        }
    }

    /// An address, which `--url` takes, sets several things at once.
    private static func applyAddress(
        _ address: String,
        to settings: inout Settings,
        _ origin: Settings.Origin
    ) throws(SettingError) {
        guard !ConnectionURL.holdsPassword(address) else {
            throw SettingError("url: leave the password out of the address; give it by password-file or a passfile")
        }
        SettingTable.forgetAlternatives(to: "node-urls", in: &settings)
        do throws(SettingError) {
            try ConnectionURL.apply(address, to: &settings, from: origin)
        } catch {
            throw SettingError("url: \(error.reason)")
        }
    }

    /// Opens a section; nil for the one that counts for everybody.
    private mutating func section(_ line: Substring, _ number: Int) throws(ConfigurationError) -> Int? {
        guard line.hasSuffix("]") else { throw ConfigurationError("\(path):\(number): the closing bracket is missing") }
        let words = line.dropFirst().dropLast().split(whereSeparator: \.isWhitespace)
        if words == ["default"] { return nil }
        guard words.count == 2, words[0] == "profile" else {
            throw ConfigurationError("\(path):\(number): a section is [default] or [profile NAME]")
        }
        let name = String(words[1])
        if let known = profiles.firstIndex(where: { $0.name == name }) { return known }
        profiles.append((name, []))
        return profiles.count - 1
    }

    private static func entry(_ line: Substring, _ number: Int, _ path: String) throws(ConfigurationError) -> Entry {
        let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(halves[0].trimmingBlanks())
        guard halves.count == 2, !key.isEmpty else {
            throw ConfigurationError("\(path):\(number): a line is KEY = VALUE")
        }
        return Entry(key: key, value: unquoted(halves[1].trimmingBlanks()), line: number)
    }

    private static func unquoted(_ text: Substring) -> String {
        let bytes = text.utf8
        guard bytes.count >= 2, let quote = bytes.first, quote == bytes.last,
            quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        else { return String(text) }
        return String(text.dropFirst().dropLast())
    }
}

/// Why the configuration cannot be used; names file and line.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// File, line and reason.
    package let description: String

    /// An error with its whole text.
    package init(_ description: String) { self.description = description }
}
