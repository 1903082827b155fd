import COpenSSL
import Platform

/// Whom the server's certificate must be for: a host name or an IP address.
struct TLSServerIdentity {
    /// The name as the certificate must have it.
    let name: String
    private let isAddress: Bool

    /// Takes a host name or address; throws for what OpenSSL would take as "any host" or as a pattern.
    init(_ host: String) throws(TransportError) {
        // A zone (`fe80::1%eth0`) says which network card to use; certificates know nothing of it.
        var name = host.contains(scalar: ":") ? String(host.parts(at: "%", splits: 1)[0]) : host
        // The dot that ends a name for DNS is in no certificate, and RFC 6066 leaves it out.
        if name.utf8.last == UInt8(ascii: "."), name.utf8.count > 1 { name.unicodeScalars.removeLast() }
        // OpenSSL checks nothing for an empty name, any subdomain for a leading dot, and reads up to a NUL.
        guard !name.isEmpty, name.utf8.first != UInt8(ascii: "."), !name.utf8.contains(0) else {
            throw TransportError(
                .tlsConfigurationInvalid,
                "the TLS server name is empty, begins with a dot or has a NUL"
            )
        }
        self.name = name
        var address = in6_addr()
        isAddress = inet_pton(AF_INET, name, &address) == 1 || inet_pton(AF_INET6, name, &address) == 1
    }

    /// Makes `ssl` ask for this name and, if `verifies`, accept only a certificate for it.
    ///
    /// Only subject alternative names count, never the common name; a wildcard stands for one whole label.
    func apply(to ssl: OpaquePointer, verifies: Bool) throws(TransportError) {
        var succeeded = true
        if verifies {
            SSL_set_hostflags(
                ssl,
                UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS)
            )
            succeeded =
                isAddress
                ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name) == 1
                : SSL_set1_host(ssl, name) == 1
        }
        // RFC 6066: the server name extension does not carry addresses.
        if succeeded && !isAddress { succeeded = cssl_set_server_name(ssl, name) == 1 }
        guard succeeded else {
            throw TransportError(
                .tlsConfigurationInvalid,
                "\"\(name)\" cannot be a TLS server name: \(takeOpenSSLError())"
            )
        }
    }
}
