import COpenSSL

/// The oldest error in this thread's OpenSSL queue, as text; empties the queue.
///
/// The oldest one is the cause; later ones say which function passed it on.
func takeOpenSSLError() -> String {
    let code = ERR_get_error()
    defer { ERR_clear_error() }
    guard code != 0 else { return "no reason given" }
    let systemCode = cssl_system_error(code)
    if systemCode != 0 { return systemErrorText(systemCode) }
    guard let reason = ERR_reason_error_string(code) else { return "error \(String(code, radix: 16))" }
    return String(cString: reason)
}
