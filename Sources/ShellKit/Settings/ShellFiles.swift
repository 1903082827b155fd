import Platform

/// The files that the shell reads from the user's configuration folder; never from the working folder.
package enum ShellFiles {
    /// The path of a file in `$XDG_CONFIG_HOME/iotdb-shell`, or in `~/.config/iotdb-shell`; nil without a home folder.
    package static func path(_ name: String, _ environment: [String: String]) -> String? {
        if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") { return "\(base)/iotdb-shell/\(name)" }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return "\(home)/.config/iotdb-shell/\(name)"
    }

    /// The script that runs before the prompt appears; nil where there is none.
    package static func startScript(_ environment: [String: String]) -> String? {
        path("rc", environment).flatMap { access($0, R_OK) == 0 ? $0 : nil }
    }

    /// The configuration file; nil where there is none.
    package static func configuration(_ environment: [String: String]) throws(ConfigurationError) -> ConfigurationFile?
    {
        guard let path = path("config", environment), access(path, F_OK) == 0 else { return nil }
        let bytes: [UInt8]
        do throws(InputFileError) {
            bytes = try contents(of: path)
        } catch {
            throw ConfigurationError(error.description)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError("\(path): not UTF-8 text")
        }
        return try ConfigurationFile(text, path: path)
    }

    private static func contents(of path: String) throws(InputFileError) -> [UInt8] {
        try StreamLineReader.lines(ofFile: path, limit: ConfigurationFile.maximumSize, isTrusted: true)
            .flatMap { $0.bytes + [0x0A] }
    }
}
