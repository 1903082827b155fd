import CivilTime

/// What a value may be, for messages, help and completion.
package struct SettingSyntax: Sendable, Equatable {
    /// What completion offers.
    package enum Completion: Sendable, Equatable {
        /// Nothing.
        case none
        /// These words.
        case words([String])
        /// File names.
        case file
        /// Time zones.
        case timeZone
        /// Databases.
        case database
        /// Profiles of the configuration file.
        case profile
    }

    /// How the value is called in the help, such as `HOST`.
    package let placeholder: String
    /// What is allowed, for messages; nil when anything is.
    package let allowed: String?
    /// What completion offers.
    package let completion: Completion
    /// Whether the value is on or off, so that a command without one changes it.
    package let isSwitch: Bool

    /// A syntax.
    package init(
        _ placeholder: String,
        allowed: String? = nil,
        completion: Completion = .none,
        isSwitch: Bool = false
    ) {
        self.placeholder = placeholder
        self.allowed = allowed
        self.completion = completion
        self.isSwitch = isSwitch
    }

    /// The error for a value that is not allowed.
    package var error: SettingError { SettingError(allowed: allowed ?? "another value") }

    /// On or off.
    package static let onOff = SettingSyntax(
        "on|off",
        allowed: "on or off",
        completion: .words(["on", "off"]),
        isSwitch: true
    )
    /// A name of a file.
    package static let file = SettingSyntax("FILE", completion: .file)
    /// Seconds above 0.
    package static let seconds = SettingSyntax("SECONDS", allowed: "a number of seconds above 0")

    /// One of some words.
    package static func words(_ placeholder: String, _ words: [String]) -> SettingSyntax {
        SettingSyntax(placeholder, allowed: list(words), completion: .words(words))
    }

    /// A whole number in a range.
    package static func number(_ placeholder: String, _ range: ClosedRange<Int>) -> SettingSyntax {
        SettingSyntax(placeholder, allowed: "a number from \(range.lowerBound) to \(range.upperBound)")
    }

    /// `a, b or c`.
    package static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }

    /// Reads on or off, true or false, yes or no, 1 or 0, in any case; nil for anything else.
    package static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "on", "true", "yes", "1": true
        case "off", "false", "no", "0": false
        case _: nil
        }
    }

    /// Reads digits as a number in a range; nil for anything else.
    package static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
            return nil
        }
        return range.contains(number) ? number : nil
    }
}

extension Duration {
    /// Reads a positive number of seconds such as `3` or `0.5`, at most 10⁹; nil for anything else.
    package init?(seconds text: String) {
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 1e9 else { return nil }
        self = .milliseconds(max(1, Int64(seconds * 1000)))
    }

    /// The duration in seconds, as it could be read again.
    package var secondsText: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
    }
}
