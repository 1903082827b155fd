import COpenSSL
import Platform

/// The OpenSSL settings a connection is made from.
///
/// Made anew for each connection, so that replaced certificate files take effect with the next one.
final class TLSContext {
    /// The `SSL_CTX`, freed with this object.
    let pointer: OpaquePointer

    /// Loads the certificates of `configuration`; throws `tlsConfigurationInvalid` naming the file that is at fault.
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
        SSL_CTX_set_verify(pointer, configuration.verifiesServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nil)
        try loadAuthorities(configuration)
        if let certificate = configuration.clientCertificate { try load(certificate) }
        // Called when the server asks for a certificate and there is none: the handshake stops, so that this can be
        // noted, and goes on.
        SSL_CTX_set_client_cert_cb(pointer) { _, _, _ in -1 }
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    private func loadAuthorities(_ configuration: TLSConfiguration) throws(TransportError) {
        switch configuration.authorities?.place {
        case .file(let path):
            guard SSL_CTX_load_verify_locations(pointer, path, nil) == 1 else {
                throw Self.invalid("cannot load the CA file \"\(path)\"")
            }
        case .memory(let bytes):
            guard trust(PEMText(bytes)) else { throw Self.invalid("cannot load the certificate authorities in memory") }
        case nil where configuration.verifiesServer:
            guard SSL_CTX_set_default_verify_paths(pointer) == 1 else {
                throw Self.invalid("cannot load the certificate authorities of the system")
            }
        case nil: break
        }
    }

    private func load(_ certificate: TLSConfiguration.ClientCertificate) throws(TransportError) {
        let (chain, key) = (certificate.chain, certificate.key)
        let hasChain =
            switch chain.place {
            case .file(let path): SSL_CTX_use_certificate_chain_file(pointer, path) == 1
            case .memory(let bytes): use(chain: PEMText(bytes))
            }
        guard hasChain else { throw Self.invalid("cannot load the client certificate \(chain)") }
        let hasKey =
            switch key.place {
            case .file(let path): SSL_CTX_use_PrivateKey_file(pointer, path, SSL_FILETYPE_PEM) == 1
            case .memory(let bytes): use(key: PEMText(bytes))
            }
        guard hasKey, SSL_CTX_check_private_key(pointer) == 1 else {
            throw Self.invalid("cannot load the client key \(key) (it must not be encrypted)")
        }
    }

    private static func invalid(_ what: String) -> TransportError {
        TransportError(.tlsConfigurationInvalid, "\(what): \(takeOpenSSLError())")
    }
}

/// Certificates and keys in memory; each call answers whether all of the text could be used.
extension TLSContext {
    private func trust(_ text: PEMText) -> Bool {
        guard let store = SSL_CTX_get_cert_store(pointer) else { return false }
        // The store counts a reference of its own.
        return text.eachCertificate { X509_STORE_add_cert(store, $0) == 1 }
    }

    private func use(chain text: PEMText) -> Bool {
        var isFirst = true
        return text.eachCertificate { certificate in
            defer { isFirst = false }
            // The context counts references of its own.
            return
                (isFirst
                ? SSL_CTX_use_certificate(pointer, certificate) : cssl_add_chain_certificate(pointer, certificate)) == 1
        }
    }

    private func use(key text: PEMText) -> Bool {
        guard let key = text.privateKey() else { return false }
        defer { EVP_PKEY_free(key) }
        return SSL_CTX_use_PrivateKey(pointer, key) == 1
    }
}

/// A PEM text as OpenSSL reads it.
private struct PEMText {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Hands each certificate to a closure, and answers whether there was one at least, all could be read, and the
    /// closure was content.
    func eachCertificate(_ use: (OpaquePointer) -> Bool) -> Bool {
        withReader { reader in
            var count = 0
            while let certificate = PEM_read_bio_X509(reader, nil, noPassphrase, nil) {
                defer { X509_free(certificate) }
                guard use(certificate) else { return false }
                count += 1
            }
            // The error that says that there is no further one stays where it is the only thing to say.
            guard count > 0, cssl_is_end_of_pem(ERR_peek_last_error()) == 1 else { return false }
            ERR_clear_error()
            return true
        }
    }

    /// The key, which the caller frees.
    func privateKey() -> OpaquePointer? {
        withReader { PEM_read_bio_PrivateKey($0, nil, noPassphrase, nil) }
    }

    private func withReader<Result>(_ body: (OpaquePointer?) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in
            // Without memory for it the calls on it fail, as they do for an empty text.
            let reader = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count))
            defer { BIO_free(reader) }
            return body(reader)
        }
    }
}

/// Answers that there is none; without it OpenSSL asks on the terminal.
private func noPassphrase(
    _: UnsafeMutablePointer<CChar>?,
    _: Int32,
    _: Int32,
    _: UnsafeMutableRawPointer?
) -> Int32 { -1 }
