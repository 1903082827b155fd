/// How results look.
extension SettingTable {
    static let output: [Setting] = [
        Setting(
            "format",
            .output,
            scope: .display,
            SettingSyntax.words("FORMAT", ResultFormats.all.map(\.name)),
            summary: "format of results: \(SettingSyntax.list(ResultFormats.all.map(\.name)))",
            flags: [.init("--format")]
                + ResultFormats.all.map { .init("--\($0.name)", value: $0.name, summary: $0.summary) },
            environment: "IOTDB_FORMAT",
            read: { $0.display.format.name },
            write: { (settings, text) throws(SettingError) in
                guard let format = ResultFormats.find(text) else {
                    throw SettingError(allowed: SettingSyntax.list(ResultFormats.all.map(\.name)))
                }
                settings.display.format = format
                settings.display.isFormatGiven = true
            }
        ),
        .text(
            "null",
            .output,
            scope: .display,
            \.display.rendering.nullText,
            SettingSyntax("TEXT"),
            summary: "what a null prints as (default: null, and nothing in csv)",
            flags: [.init("--null")]
        ),
        .choice(
            "expanded",
            .output,
            scope: .display,
            \.display.rendering.expanded,
            placeholder: "on|off|auto",
            summary: "print each column on a line of its own: on, off (default), or auto: when a row is too wide",
            flags: [.init("-x", "--expanded", value: "on", summary: "print each column on a line of its own")],
            isSwitch: true
        ),
        Setting(
            "header",
            .output,
            scope: .display,
            .onOff,
            summary: "print the names of the columns (default)",
            flags: [.init("--no-header", value: "off", summary: "leave out the names of the columns")],
            read: { $0.display.rendering.noHeader ? "off" : "on" },
            write: { (settings, text) throws(SettingError) in
                guard let isOn = SettingSyntax.boolean(text) else { throw SettingSyntax.onOff.error }
                settings.display.rendering.noHeader = !isOn
            }
        ),
        .choice(
            "headings",
            .output,
            scope: .display,
            \.display.rendering.headings,
            placeholder: "HOW",
            summary:
                "names of tree columns: full, short (what all share stands once above), or auto: short on a terminal",
            flags: [.init("--headings")]
        ),
        limit(
            "max-rows",
            \.display.rendering.maxRows,
            summary: "rows that a terminal shows at most of a result; 0 (default) for all"
        ),
        limit(
            "max-column-width",
            \.display.rendering.maxColumnWidth,
            summary: "columns that a cell takes at most on a terminal; 0 (default) for any number"
        ),
        .toggle(
            "csv-safe",
            .output,
            scope: .display,
            \.display.rendering.csvSafe,
            summary: "put ' before texts in csv that a spreadsheet would take for formulas",
            flags: [.init("--csv-safe", value: "on")]
        ),
        .choice(
            "json-special",
            .output,
            scope: .display,
            \.display.rendering.jsonSpecial,
            placeholder: "HOW",
            summary: "NaN and infinities in JSON: null (default) or string",
            flags: [.init("--json-special")]
        ),
        .choice(
            "json-bigint",
            .output,
            scope: .display,
            \.display.rendering.jsonBigint,
            placeholder: "HOW",
            summary: "integers beyond 2^53 in JSON: number (default) or string",
            flags: [.init("--json-bigint")]
        ),
        .text(
            "insert-target",
            .output,
            scope: .display,
            \.display.rendering.insertTarget,
            SettingSyntax("NAME"),
            summary: "table or device that the insert format names (default: those of the query)",
            flags: [.init("--insert-target")]
        ),
        .toggle(
            "tuples-only",
            .output,
            scope: .display,
            \.display.rendering.tuplesOnly,
            summary: "print rows only, without header and footer",
            flags: [.init("-t", "--tuples-only", value: "on")]
        ),
        .toggle(
            "timing",
            .output,
            scope: .display,
            \.display.isTiming,
            summary: "report times behind each result",
            flags: [.init("--timing", value: "on")]
        ),
        Setting(
            "time-format",
            .output,
            scope: .display,
            SettingSyntax(
                "FORMAT",
                allowed: "iso, local, epoch, relative or a pattern such as yyyy-MM-dd HH:mm:ss",
                completion: .words(["iso", "local", "epoch", "relative"])
            ),
            summary:
                "how times are printed: iso (default), local, epoch, relative, or a pattern such as yyyy-MM-dd HH:mm:ss",
            flags: [
                .init("--time-format"),
                .init("-disableISO8601", value: "epoch", summary: "print times as numbers", section: .official),
            ],
            legacy: "time_display_type",
            read: { $0.display.rendering.timeMode.name },
            write: { (settings, text) throws(SettingError) in
                settings.display.rendering.timeMode = try TimeMode(text)
            }
        ),
        .choice(
            "pager",
            .output,
            scope: .display,
            \.display.pager,
            placeholder: "on|off|always",
            summary: "show what is larger than the window in a pager: on (default), off or always",
            flags: [.init("--pager"), .init("--no-pager", value: "off", summary: "never start a pager")],
            isSwitch: true
        ),
        .choice(
            "color",
            .output,
            scope: .display,
            \.display.color,
            placeholder: "WHEN",
            summary: "auto (default), always or never",
            flags: [.init("--color")]
        ),
    ]

    /// A number that 0 takes away.
    private static func limit(
        _ name: String,
        _ path: any WritableKeyPath<Settings, Int?> & Sendable,
        summary: String
    ) -> Setting {
        Setting(
            name,
            .output,
            scope: .display,
            .number("N", 0...1_000_000_000),
            summary: summary,
            read: { "\($0[keyPath: path] ?? 0)" },
            write: { (settings, text) throws(SettingError) in
                let syntax = SettingSyntax.number("N", 0...1_000_000_000)
                guard let number = SettingSyntax.number(text, in: 0...1_000_000_000) else { throw syntax.error }
                settings[keyPath: path] = number == 0 ? nil : number
            }
        )
    }
}

extension TimeMode {
    /// Reads a name, in our spelling or that of the official shell, or a pattern.
    package init(_ text: String) throws(SettingError) {
        if let mode = TimeMode(name: text) {
            self = mode
            return
        }
        do throws(TimePatternError) {
            self = .pattern(try TimePattern(text))
        } catch {
            throw SettingError(error.description)
        }
    }
}
