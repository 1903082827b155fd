/// How a connection uses TLS: whom it trusts, and who it says it is.
///
/// The default trusts the certificate authorities of the system and checks both the chain and the host name.
/// TLS 1.2 is the oldest version spoken. There is no mode that falls back to an unencrypted connection.
///
/// ```swift
/// var tls = TLSConfiguration()
/// tls.authorities = .file("/etc/iotdb/ca.pem")
/// tls.clientCertificate = .init(chain: .text(chainPEM), key: .text(keyPEM))
/// configuration.tls = tls
/// ```
public struct TLSConfiguration: Sendable, Hashable {
    /// A certificate the client presents, for servers that ask for one.
    public struct ClientCertificate: Sendable, Hashable {
        /// The client's certificate, then the intermediate ones.
        public var chain: PEMSource
        /// The private key. It must not be encrypted: nobody is asked for a passphrase.
        public var key: PEMSource

        /// A certificate chain and its key.
        public init(chain: PEMSource, key: PEMSource) {
            self.chain = chain
            self.key = key
        }

        /// A certificate chain and its key; paths of PEM files.
        public init(chainFile: String, keyFile: String) { self.init(chain: .file(chainFile), key: .file(keyFile)) }

        /// Path of the chain; nil where it is in memory.
        public var chainFile: String? { chain.path }
        /// Path of the key; nil where it is in memory.
        public var keyFile: String? { key.path }
    }

    /// The certificate authorities to trust instead of the system's; default `nil`.
    public var authorities: PEMSource?
    /// Path of the PEM file of ``authorities``; nil where there is none.
    public var caFile: String? {
        get { authorities?.path }
        set { authorities = newValue.map(PEMSource.file) }
    }
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
