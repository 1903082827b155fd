package import IoTDBWire
import Platform

/// Where the password of a connection comes from.
///
/// In this order: what was given (`-pw`, an address, `IOTDB_PASSWORD`, a file), the passfile, a question. For the user
/// root on a server that has its first password still, nothing needs to be given: `root` is tried.
package struct PasswordSource {
    private let settings: ConnectionSettings
    private let environment: [String: String]

    /// A source for a connection.
    package init(_ settings: ConnectionSettings, _ environment: [String: String]) {
        self.settings = settings
        self.environment = environment
    }

    /// The password to connect with; nil to try the one that a fresh server has for root.
    ///
    /// - Throws: `ShellError` for a file that cannot be used, or where a password is needed and nobody can be asked.
    package func password() throws(ShellError) -> Password? {
        do throws(PasswordFileError) {
            if let password = settings.password { return password }
            if let file = settings.passwordFile { return try PasswordFile.read(FileName.expanded(file)) }
            if settings.passwordQuestion != .always, let found = try fromPassfile() { return found }
        } catch {
            throw ShellError(error.description, .ownFailure)
        }
        if settings.passwordQuestion == .whenMissing, settings.user == "root" { return nil }
        if let answer = ask() { return answer }
        throw ShellError(
            "no password for \(settings.user): give IOTDB_PASSWORD, --password-file or a passfile",
            .noConnection
        )
    }

    /// Asks on the terminal; nil where that is not wanted or there is none.
    package func ask() -> Password? {
        guard settings.passwordQuestion != .never, isatty(0) == 1 else { return nil }
        return PasswordPrompt.read("Password of \(settings.user): ").map { Password($0) }
    }

    private func fromPassfile() throws(PasswordFileError) -> Password? {
        let given = settings.passfile.map(FileName.expanded)
        guard let path = given ?? ShellFiles.path("passfile", environment) else { return nil }
        // The one in the configuration folder need not be there.
        guard given != nil || access(path, F_OK) == 0 else { return nil }
        let nodes = settings.addresses.map { (host: $0.host, port: $0.port) }
        return try Passfile.password(in: path, nodes: nodes, user: settings.user).map { Password($0) }
    }
}
