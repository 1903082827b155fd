import CivilTime
package import IoTDBWire

/// An address of the command line or the environment, as settings.
extension ConnectionURL {
    /// Whether a text is meant as an address.
    package static func isOne(_ text: String) -> Bool { text.lowercased().hasPrefix("iotdb://") }

    /// Whether an address holds a password.
    package static func holdsPassword(_ text: String) -> Bool { (try? ConnectionURL(text))?.password != nil }

    /// Reads an address and sets what it says.
    ///
    /// - Throws: ``SettingError``, which shows nothing of the address.
    package static func apply(
        _ text: String,
        to settings: inout Settings,
        from origin: Settings.Origin
    ) throws(SettingError) {
        let url: ConnectionURL
        do throws(IoTDBError) {
            url = try ConnectionURL(text)
        } catch {
            let opening = "the URL cannot be used: "
            let reason = error.message
            throw SettingError(reason.hasPrefix(opening) ? String(reason.dropFirst(opening.count)) : reason)
        }
        settings.connection.nodes = []
        if url.password != nil { settings.connection.passwordFile = nil }
        for (name, value) in url.given {
            guard let value, let setting = SettingTable.find(name) else { continue }
            try settings.set(setting, to: value, from: origin)
        }
        for option in url.otherOptions {
            let allowed = SettingTable.all.filter(\.isAllowedInFiles)
            let setting = try SettingTable.find(option.name, among: allowed, as: \.displayName)
            do throws(SettingError) {
                try settings.set(setting, to: option.value, from: origin)
            } catch {
                throw SettingError(error.message(name: option.name, value: option.value))
            }
        }
    }

    /// The parts that are known, by the names of their settings.
    private var given: [(name: String, value: String?)] {
        [
            ("node-urls", nodes.map(\.description).joined(separator: ",")),
            ("user", user), ("password", password?.text), ("database", database), ("dialect", dialect?.rawValue),
            ("timezone", timeZone), ("fetch-size", fetchSize?.name),
            ("rpc-compression", rpcCompression.map { $0 ? "on" : "off" }),
            ("connect-timeout", connectTimeout?.secondsText), ("timeout", queryTimeout?.secondsText),
            ("tls", usesTLS.map { $0 ? "on" : "off" }), ("tls-ca", tls?.caFile),
            ("tls-server-name", tls?.serverName), ("tls-cert", tls?.clientCertificate?.chainFile),
            ("tls-key", tls?.clientCertificate?.keyFile), ("tls-insecure", tls?.verifiesServer == false ? "on" : nil),
        ]
    }
}
