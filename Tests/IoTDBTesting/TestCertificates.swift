import COpenSSL
import Foundation

/// Certificates made for one test, as PEM files in a directory that goes away with this object.
///
///     let certificates = try TestCertificates()
///     let server = try certificates.issue("server", names: "DNS:localhost,IP:127.0.0.1")
///     var configuration = TLSConfiguration()
///     configuration.caFile = certificates.authority.chainFile
package final class TestCertificates {
    /// A certificate and its key.
    package struct Identity: Sendable {
        /// Path of the PEM file with the certificate.
        package let chainFile: String
        /// Path of the PEM file with the key.
        package let keyFile: String
    }

    /// What a certificate may be used for.
    package enum Usage: String, Sendable {
        case server = "serverAuth"
        case client = "clientAuth"
    }

    /// The certificate authority that signs what ``issue(_:names:usage:validFor:)`` makes.
    package let authority: Identity
    private let directory: String
    private let authorityKey: Key
    private let authorityCertificate: Certificate

    /// Makes a directory and an authority of the given common name in it.
    package init(authorityName: String = "Test Authority") throws {
        directory = NSTemporaryDirectory() + "certificates-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        authorityKey = try Key()
        authorityCertificate = try Certificate(
            commonName: authorityName,
            key: authorityKey,
            issuer: nil,
            validFor: -86_400...86_400,
            extensions: [
                (NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,cRLSign"),
            ]
        )
        authority = try Self.write(authorityCertificate, authorityKey, to: directory, "authority")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A certificate signed by the authority.
    ///
    /// `names` are subject alternative names such as `DNS:localhost,IP:127.0.0.1`, nil for none; `validFor` is in
    /// seconds from now.
    package func issue(
        _ commonName: String,
        names: String?,
        usage: Usage = .server,
        validFor: ClosedRange<Int> = -3600...3600
    ) throws -> Identity {
        let key = try Key()
        var extensions = [(NID_ext_key_usage, usage.rawValue)]
        if let names { extensions.append((NID_subject_alt_name, names)) }
        let certificate = try Certificate(
            commonName: commonName,
            key: key,
            issuer: (authorityCertificate, authorityKey),
            validFor: validFor,
            extensions: extensions
        )
        return try Self.write(certificate, key, to: directory, UUID().uuidString)
    }

    /// A certificate that signs itself and is nobody's authority.
    package func selfSigned(_ commonName: String, names: String) throws -> Identity {
        let key = try Key()
        let certificate = try Certificate(
            commonName: commonName,
            key: key,
            issuer: nil,
            validFor: -3600...3600,
            extensions: [(NID_subject_alt_name, names)]
        )
        return try Self.write(certificate, key, to: directory, UUID().uuidString)
    }

    /// The key of `identity` encrypted with a passphrase, as a file beside it.
    package func encryptedKey(of identity: Identity) throws -> String {
        let path = identity.keyFile + ".encrypted"
        guard let input = BIO_new_file(identity.keyFile, "r"), let output = BIO_new_file(path, "w") else {
            throw CertificateFailed()
        }
        defer {
            BIO_free(input)
            BIO_free(output)
        }
        let key = PEM_read_bio_PrivateKey(input, nil, nil, nil)
        defer { EVP_PKEY_free(key) }
        let passphrase = Array("secret".utf8)
        let result = PEM_write_bio_PKCS8PrivateKey(
            output,
            key,
            EVP_aes_256_cbc(),
            passphrase.map(CChar.init),
            6,
            nil,
            nil
        )
        guard result == 1 else { throw CertificateFailed() }
        return path
    }

    private static func write(
        _ certificate: Certificate,
        _ key: Key,
        to directory: String,
        _ name: String
    ) throws -> Identity {
        let identity = Identity(chainFile: "\(directory)/\(name).pem", keyFile: "\(directory)/\(name).key")
        guard let output = BIO_new_file(identity.chainFile, "w") else { throw CertificateFailed() }
        defer { BIO_free(output) }
        guard PEM_write_bio_X509(output, certificate.pointer) == 1 else { throw CertificateFailed() }
        guard let keyOutput = BIO_new_file(identity.keyFile, "w") else { throw CertificateFailed() }
        defer { BIO_free(keyOutput) }
        guard PEM_write_bio_PrivateKey(keyOutput, key.pointer, nil, nil, 0, nil, nil) == 1 else {
            throw CertificateFailed()
        }
        return identity
    }
}

/// OpenSSL refused to make a test certificate; the reason is the last error of this thread.
private struct CertificateFailed: Error, CustomStringConvertible {
    let description: String

    init() {
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(ERR_peek_last_error(), &text, text.count)
        description = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// A P-256 key, quick to make.
private final class Key {
    let pointer: OpaquePointer

    init() throws {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { throw CertificateFailed() }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &key) == 1, let key
        else { throw CertificateFailed() }
        pointer = key
    }

    deinit { EVP_PKEY_free(pointer) }
}

private final class Certificate {
    let pointer: OpaquePointer

    init(
        commonName: String,
        key: Key,
        issuer: (certificate: Certificate, key: Key)?,
        validFor: ClosedRange<Int>,
        extensions: [(Int32, String)]
    ) throws {
        guard let pointer = X509_new() else { throw CertificateFailed() }
        self.pointer = pointer
        X509_set_version(pointer, 2)  // Version 3, counted from 0.
        ASN1_INTEGER_set(X509_get_serialNumber(pointer), Int.random(in: 1...Int(Int32.max)))
        X509_gmtime_adj(X509_getm_notBefore(pointer), validFor.lowerBound)
        X509_gmtime_adj(X509_getm_notAfter(pointer), validFor.upperBound)
        X509_set_pubkey(pointer, key.pointer)
        let name = X509_get_subject_name(pointer)
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, commonName, -1, -1, 0)
        X509_set_issuer_name(pointer, issuer.map { X509_get_subject_name($0.certificate.pointer) } ?? name)
        for (kind, value) in extensions { try add(kind, value, issuer?.certificate.pointer ?? pointer) }
        guard X509_sign(pointer, (issuer?.key ?? key).pointer, EVP_sha256()) > 0 else { throw CertificateFailed() }
    }

    deinit { X509_free(pointer) }

    private func add(_ kind: Int32, _ value: String, _ issuer: OpaquePointer) throws {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, pointer, nil, nil, 0)
        guard let piece = X509V3_EXT_nconf_nid(nil, &context, kind, value) else { throw CertificateFailed() }
        defer { X509_EXTENSION_free(piece) }
        guard X509_add_ext(pointer, piece, -1) == 1 else { throw CertificateFailed() }
    }
}
