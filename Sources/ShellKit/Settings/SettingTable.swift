/// Every setting, in the order of the help.
package enum SettingTable {
    /// All settings.
    package static let all: [Setting] = connection + tls + output + script + prompt + demo

    /// Two settings for one thing, which exclude each other on one level; what a higher level says makes the other one
    /// void.
    static let alternatives: [(String, String)] = [
        ("password", "password-file"), ("host", "node-urls"), ("port", "node-urls"), ("demo", "serve"),
    ]

    /// Takes back what lower levels said of alternatives to a setting.
    static func forgetAlternatives(to name: String, in settings: inout Settings) {
        switch name {
        case "password": settings.connection.passwordFile = nil
        case "password-file": settings.connection.password = nil
        case "host", "port": settings.connection.nodes = []
        case "node-urls": (settings.connection.host, settings.connection.port) = ("127.0.0.1", 6667)
        case "demo": settings.connection.servesDemo = false
        case "serve": settings.connection.runsDemo = false
        case _: break
        }
    }

    /// The setting of a name, in any case, `-` and `_` alike; nil when there is none.
    package static func find(_ name: String) -> Setting? { all.first { $0.isNamed(name) } }

    /// The setting of a name; throws an error that names the nearest one.
    ///
    /// - Parameter candidates: the settings that the command may change.
    package static func find(
        _ name: String,
        among candidates: [Setting],
        as written: (Setting) -> String
    ) throws(SettingError) -> Setting {
        if let setting = candidates.first(where: { $0.isNamed(name) }) { return setting }
        let nearest = NearestName.find(name, in: candidates.map(written))
        throw SettingError("unknown setting \"\(name)\"" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }

    /// The setting that the official shell calls so in `set x=…`.
    package static func legacy(_ name: String) -> Setting? { all.first { $0.legacyName == name.lowercased() } }

    /// The settings of `\pset`.
    package static var display: [Setting] { all.filter { $0.scope == .display } }

    /// The settings that can be changed while the shell runs.
    package static var changeable: [Setting] { all.filter { $0.scope != .startUp } }
}
