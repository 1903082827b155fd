package import CivilTime
package import IoTDBWire

extension ShellOptions {
    /// The configuration of the sessions that the options ask for.
    ///
    /// - Throws: `ShellError` for a password file that cannot be used or a host that is no host.
    package func sessionConfiguration(timeZone: TimeZoneID) throws(ShellError) -> SessionConfiguration {
        let addresses = addresses
        guard !addresses.isEmpty else { throw ShellError("no server has the host \"\(host)\"", .usage) }
        var configuration = SessionConfiguration(
            nodes: addresses,
            user: user,
            password: Password(try givenPassword()?.value ?? Self.defaultPassword),
            dialect: dialect,
            database: database,
            timeZone: timeZone.name
        )
        configuration.fetchSize = fetchSize.fetchSize
        configuration.rpcCompression = usesCompactProtocol
        configuration.connectTimeout = connectTimeout
        configuration.queryTimeout = queryTimeout
        configuration.tls = tls.map { TLSConfiguration($0) }
        // One call may bring a page of any width; the server's own limit is the only one that makes sense at a prompt.
        configuration.maximumFrameSize = 512 << 20
        return configuration
    }

    /// The password that a fresh server has for root.
    package static let defaultPassword = "root"

    /// Whether the options or the environment name a password.
    package var hasPassword: Bool { password != nil || passwordFile != nil }

    private func givenPassword() throws(ShellError) -> Secret? {
        guard let passwordFile else { return password }
        do throws(PasswordFileError) {
            return try PasswordFile.read(passwordFile)
        } catch {
            throw ShellError(error.description, .ownFailure)
        }
    }
}

extension TLSConfiguration {
    fileprivate init(_ options: ShellOptions.TLS) {
        self.init()
        caFile = options.caFile
        serverName = options.serverName
        verifiesServer = !options.isInsecure
        if let certificate = options.certificateFile, let key = options.keyFile {
            clientCertificate = ClientCertificate(chainFile: certificate, keyFile: key)
        }
    }
}
