import Platform

/// When colour is used.
package enum ColorMode: String, Sendable, CaseIterable {
    /// On a capable terminal, unless the environment says otherwise.
    case auto
    /// Even into a pipe.
    case always
    /// Not at all.
    case never
}

/// What is known of the terminal a descriptor leads to.
package struct Terminal: Sendable {
    /// Columns and rows of a window.
    package struct Size: Sendable, Equatable {
        /// At least 1.
        package var columns: Int
        /// At least 1.
        package var rows: Int

        /// Creates a size.
        package init(columns: Int, rows: Int) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// The descriptor asked about; 1 is standard output.
    package let descriptor: Int32
    private let environment: [String: String]

    /// Describes a descriptor under the given environment variables.
    package init(descriptor: Int32 = 1, environment: [String: String]) {
        self.descriptor = descriptor
        self.environment = environment
    }

    /// Whether a terminal is behind the descriptor.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether escape sequences may be sent: a terminal that is neither `dumb` nor unnamed.
    package var understandsEscapes: Bool {
        guard isTerminal, let name = environment["TERM"] else { return false }
        return !name.isEmpty && name != "dumb"
    }

    /// Whether the locale's characters are UTF-8: what `LC_ALL`, `LC_CTYPE` or `LANG` names, the first of them that
    /// is set, counts.
    package var usesUTF8: Bool {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let lowercase = name.lowercased()
        return lowercase.contains(bytesOf: "utf-8") || lowercase.contains(bytesOf: "utf8")
    }

    /// The window's size; nil when there is no window. `COLUMNS` and `LINES` are not asked.
    package var size: Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 else { return nil }
        guard window.ws_col > 0, window.ws_row > 0 else { return nil }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Whether to use colour: the option, then `NO_COLOR`, then `CLICOLOR_FORCE`, then the terminal.
    package func usesColor(_ mode: ColorMode) -> Bool {
        switch mode {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        if let value = environment["NO_COLOR"], !value.isEmpty { return false }
        if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
        return understandsEscapes
    }
}
