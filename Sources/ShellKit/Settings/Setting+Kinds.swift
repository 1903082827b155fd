/// The usual kinds of settings, each over one property.
extension Setting {
    /// A property that is on or off.
    static func toggle(
        _ name: String,
        _ section: Section,
        scope: Scope = .startUp,
        _ path: any WritableKeyPath<Settings, Bool> & Sendable,
        summary: String,
        flags: [Flag] = [],
        environment: String? = nil
    ) -> Setting {
        Setting(
            name,
            section,
            scope: scope,
            .onOff,
            summary: summary,
            flags: flags,
            environment: environment,
            read: { $0[keyPath: path] ? "on" : "off" },
            write: { (settings, text) throws(SettingError) in
                guard let isOn = SettingSyntax.boolean(text) else { throw SettingSyntax.onOff.error }
                settings[keyPath: path] = isOn
            }
        )
    }

    /// A property with one of some named values.
    static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ section: Section,
        scope: Scope = .startUp,
        _ path: any WritableKeyPath<Settings, Value> & Sendable,
        placeholder: String,
        summary: String,
        flags: [Flag] = [],
        environment: String? = nil,
        isSwitch: Bool = false
    ) -> Setting {
        let words = Value.allCases.map(\.rawValue)
        let syntax = SettingSyntax(
            placeholder,
            allowed: SettingSyntax.list(words),
            completion: .words(words),
            isSwitch: isSwitch
        )
        return Setting(
            name,
            section,
            scope: scope,
            syntax,
            summary: summary,
            flags: flags,
            environment: environment,
            read: { $0[keyPath: path].rawValue },
            write: { (settings, text) throws(SettingError) in
                guard let value = Value(rawValue: text.lowercased()) else { throw syntax.error }
                settings[keyPath: path] = value
            }
        )
    }

    /// A property that is text or missing.
    static func text(
        _ name: String,
        _ section: Section,
        scope: Scope = .startUp,
        _ path: any WritableKeyPath<Settings, String?> & Sendable,
        _ syntax: SettingSyntax,
        summary: String,
        flags: [Flag] = [],
        environment: String? = nil,
        legacy: String? = nil,
        effect: Effect = .none
    ) -> Setting {
        Setting(
            name,
            section,
            scope: scope,
            syntax,
            summary: summary,
            flags: flags,
            environment: environment,
            legacy: legacy,
            effect: effect,
            read: { $0[keyPath: path] },
            write: { (settings, text) throws(SettingError) in settings[keyPath: path] = text }
        )
    }

    /// A property that is a number of seconds or missing; `off` takes it away.
    static func seconds(
        _ name: String,
        _ section: Section,
        scope: Scope = .startUp,
        _ path: any WritableKeyPath<Settings, Duration?> & Sendable,
        summary: String,
        flags: [Flag] = [],
        environment: String? = nil
    ) -> Setting {
        Setting(
            name,
            section,
            scope: scope,
            .seconds,
            summary: summary,
            flags: flags,
            environment: environment,
            read: { $0[keyPath: path]?.secondsText },
            write: { (settings, text) throws(SettingError) in
                if text.lowercased() == "off" {
                    settings[keyPath: path] = nil
                    return
                }
                guard let duration = Duration(seconds: text) else { throw SettingSyntax.seconds.error }
                settings[keyPath: path] = duration
            }
        )
    }
}
