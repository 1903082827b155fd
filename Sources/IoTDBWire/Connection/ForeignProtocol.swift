/// What other kinds of servers say first, so that an answer that is no Thrift frame can be called by its name.
enum ForeignProtocol: Equatable {
    /// A TLS record, mostly the alert that refuses a plain request.
    case tls
    /// The Thrift protocol without frames in front of the messages.
    case unframedThrift
    /// Another server, by its name with an article.
    case server(String)

    /// What the first bytes of an answer look like; nil for bytes that could begin anything.
    ///
    /// Bytes are compared, never characters: a combining mark after a greeting must not hide it.
    init?(_ bytes: ArraySlice<UInt8>) {
        let start = Array(bytes.prefix(96))
        guard start.count >= 4 else { return nil }
        if start[0] == 0x15 || start[0] == 0x16, start[1] == 3, start[2] <= 4 {
            self = .tls
        } else if start.starts(with: [0x80, 1, 0]) || start[0] == 0x82 && start[1] & 0x1f == 1 {
            self = .unframedThrift
        } else if let name = Self.greeting(start) ?? Self.packet(start) {
            self = .server(name)
        } else if start.prefix(8).allSatisfy({ 0x20..<0x7f ~= $0 || $0 == 0x0d || $0 == 0x0a }) {
            self = .server("a server of a text protocol")
        } else {
            return nil
        }
    }

    /// Greetings and errors in plain text.
    private static let greetings: [(start: String, name: String)] = [
        ("SSH-", "an SSH server"), ("HTTP/", "an HTTP server"), ("<!DOCTYPE", "an HTTP server"),
        ("<html", "an HTTP server"),
        ("* OK", "an IMAP server"), ("* BYE", "an IMAP server"), ("* PREAUTH", "an IMAP server"),
        ("+OK", "a POP3 server"), ("-ERR", "a Redis server"), ("-NOAUTH", "a Redis server"),
        ("-DENIED", "a Redis server"), ("RFB ", "a VNC server"), ("AMQP", "an AMQP server"),
        ("ERROR\r\n", "a memcached server"),
    ]

    private static func greeting(_ start: [UInt8]) -> String? {
        for greeting in greetings where start.starts(with: greeting.start.utf8) { return greeting.name }
        // SMTP and FTP share their codes: 220 ready, 421 busy, 5xx refused.
        let isReply = start[0...2].allSatisfy { 0x30...0x39 ~= $0 } && (start[3] == 0x20 || start[3] == 0x2d)
        guard isReply else { return nil }
        let text = String(decoding: start, as: UTF8.self)
        if text.contains(bytesOf: "SMTP") { return "an SMTP server" }
        return text.contains(bytesOf: "FTP") ? "an FTP server" : "an SMTP or FTP server"
    }

    /// Packets with a binary head.
    private static func packet(_ start: [UInt8]) -> String? {
        // PostgreSQL: a letter and a big-endian length; 'E' is the error that our first frame provokes.
        if [0x45, 0x4e, 0x52].contains(start[0]), start[1] == 0, start[2] == 0,
            start.count < 6 || 0x41...0x5a ~= start[5]
        {
            return "a PostgreSQL server"
        }
        // MySQL: a little-endian length of three bytes, the number 0, then protocol version 10 or an error.
        if start.count >= 5, start[2] == 0, start[3] == 0, start[0] > 0, start[4] == 0x0a || start[4] == 0xff {
            return "a MySQL server"
        }
        // Telnet negotiates with IAC WILL, WONT, DO or DONT.
        if start[0] == 0xff, 0xfb...0xfe ~= start[1] { return "a Telnet server" }
        return nil
    }
}
