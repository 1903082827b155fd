/// How a connection uses TLS: whom it trusts, and who it says it is.
///
/// The default trusts the certificate authorities of the system and checks both the chain and the host name.
/// TLS 1.2 is the oldest version spoken. There is no mode that falls back to an unencrypted connection.
public struct TLSConfiguration: Sendable, Hashable {
    /// A certificate the client presents, for servers that ask for one.
    public struct ClientCertificate: Sendable, Hashable {
        /// Path of a PEM file: the client's certificate, then the intermediate ones.
        public var chainFile: String
        /// Path of a PEM file with the private key. It must not be encrypted: nobody is asked for a passphrase.
        public var keyFile: String

        /// A certificate chain and its key; paths of PEM files.
        public init(chainFile: String, keyFile: String) {
            self.chainFile = chainFile
            self.keyFile = keyFile
        }
    }

    /// Path of a PEM file with the certificate authorities to trust instead of the system's; default `nil`.
    public var caFile: String?
    /// The certificate to present when the server asks; default none.
    public var clientCertificate: ClientCertificate?
    /// The name the server's certificate must be for; default the host of the node address.
    public var serverName: String?
    /// Whether the server's certificate is checked; default true.
    ///
    /// When false anybody on the way can read and change everything, the password included.
    public var verifiesServer = true

    /// A configuration with the system's certificate authorities and full verification.
    public init() {}

    /// Encrypts without checking who is at the other end; see ``verifiesServer``.
    public static var insecure: TLSConfiguration {
        var configuration = TLSConfiguration()
        configuration.verifiesServer = false
        return configuration
    }
}
