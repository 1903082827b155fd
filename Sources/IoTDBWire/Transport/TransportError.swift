import Platform

/// What went wrong between this process and the server, below the protocol.
package struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of a failure, for whoever decides about a retry or an exit code.
    package enum Kind: Sendable, Hashable {
        /// The host name has no address, or the name service failed.
        case resolveFailed
        /// No address of the node took the connection.
        case connectFailed
        /// The deadline passed.
        case timedOut
        /// The caller's task was cancelled.
        case cancelled
        /// The peer ended the connection in an orderly way.
        case closedByPeer
        /// The peer, or something between, broke the connection.
        case reset
        /// Any other failure of a system call.
        case ioFailed
        /// The TLS handshake or a TLS record was wrong.
        case tlsHandshakeFailed
        /// The server's certificate is not trusted or is for another host.
        case tlsCertificateRejected
        /// The TLS settings themselves cannot be used, such as a CA file that cannot be read.
        case tlsConfigurationInvalid
        /// A TLS handshake got no answer, or one that is not TLS.
        case serverDoesNotUseTLS
        /// A plain request was answered with a TLS alert.
        case serverWantsTLS
    }

    /// The kind of failure.
    package var kind: Kind
    /// One sentence for a person: what was tried, and the system's own words for the failure.
    package var message: String
    /// Bytes of the failed `write` that the peer may have received; 0 for everything else.
    ///
    /// A request is provably not processed if and only if this is smaller than its frame.
    package var bytesAccepted: Int

    package init(_ kind: Kind, _ message: String, bytesAccepted: Int = 0) {
        self.kind = kind
        self.message = message
        self.bytesAccepted = bytesAccepted
    }

    package var description: String { message }

    /// The same error with another count of accepted bytes.
    func accepting(_ bytes: Int) -> TransportError {
        TransportError(kind, message, bytesAccepted: bytes)
    }

    /// The error for a system call that failed with `code` while doing `what`.
    static func system(_ what: String, _ code: Int32) -> TransportError {
        TransportError(kind(of: code), "\(what): \(systemErrorText(code))")
    }

    private static func kind(of code: Int32) -> Kind {
        switch code {
        case ECONNRESET, ECONNABORTED: .reset
        case EPIPE: .closedByPeer
        // What the kernel reports when its own patience with an unresponsive peer ends.
        case ETIMEDOUT: .timedOut
        default: .ioFailed
        }
    }
}

/// The system's text for an `errno` value, such as "Connection refused".
package func systemErrorText(_ code: Int32) -> String {
    // glibc 2.32 and newer (Debian 12 has 2.36) give each thread its own buffer for this.
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
}
