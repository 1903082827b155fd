import COpenSSL
import Platform

/// The OpenSSL settings a connection is made from.
///
/// Made anew for each connection, so that replaced certificate files take effect with the next one.
final class TLSContext {
    /// The `SSL_CTX`, freed with this object.
    let pointer: OpaquePointer

    /// Loads the files of `configuration`; throws `tlsConfigurationInvalid` naming the file that is at fault.
    init(_ configuration: TLSConfiguration) throws(TransportError) {
        ERR_clear_error()
        guard let pointer = SSL_CTX_new(TLS_client_method()) else {
            throw Self.invalid("cannot set up TLS")
        }
        self.pointer = pointer
        guard cssl_set_minimum_version(pointer, TLS1_2_VERSION) == 1 else {
            throw Self.invalid("cannot require TLS 1.2")
        }
        cssl_refuse_renegotiation(pointer)
        // Without this, OpenSSL asks on the terminal for the passphrase of an encrypted key.
        SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in -1 }
        try Self.loadAuthorities(configuration, into: pointer)
        if let certificate = configuration.clientCertificate { try Self.load(certificate, into: pointer) }
        // Called when the server asks for a certificate and there is none: the handshake stops, so that this can be
        // noted, and goes on.
        SSL_CTX_set_client_cert_cb(pointer) { _, _, _ in -1 }
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    private static func loadAuthorities(
        _ configuration: TLSConfiguration,
        into context: OpaquePointer
    ) throws(TransportError) {
        SSL_CTX_set_verify(context, configuration.verifiesServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nil)
        if let file = configuration.caFile {
            guard SSL_CTX_load_verify_locations(context, file, nil) == 1 else {
                throw invalid("cannot load the CA file \"\(file)\"")
            }
        } else if configuration.verifiesServer {
            guard SSL_CTX_set_default_verify_paths(context) == 1 else {
                throw invalid("cannot load the certificate authorities of the system")
            }
        }
    }

    private static func load(
        _ certificate: TLSConfiguration.ClientCertificate,
        into context: OpaquePointer
    ) throws(TransportError) {
        guard SSL_CTX_use_certificate_chain_file(context, certificate.chainFile) == 1 else {
            throw invalid("cannot load the client certificate \"\(certificate.chainFile)\"")
        }
        guard SSL_CTX_use_PrivateKey_file(context, certificate.keyFile, SSL_FILETYPE_PEM) == 1,
            SSL_CTX_check_private_key(context) == 1
        else {
            throw invalid("cannot load the client key \"\(certificate.keyFile)\" (it must not be encrypted)")
        }
    }

    private static func invalid(_ what: String) -> TransportError {
        TransportError(.tlsConfigurationInvalid, "\(what): \(takeOpenSSLError())")
    }
}
