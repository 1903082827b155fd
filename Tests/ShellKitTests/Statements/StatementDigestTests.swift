import IoTDBWire
import ShellKit
import Testing

@Suite("StatementDigest")
struct StatementDigestTests {
    @Test(
        "Passwords are masked whatever the case, spacing, comments and line breaks",
        arguments: [
            ("CREATE USER ann 'canary'", "CREATE USER ann ***"),
            ("create/* x */user\nann\n'can''canary'", "create/* x */user\nann\n***"),
            ("CREATE USER `a b` \"canary\"", "CREATE USER `a b` ***"),
            ("CREATE USER ann canary", "CREATE USER ann ***"),
            ("CREATE USER ann 'canary", "CREATE USER ann ***"),
            ("alter user ann set\tpassword 'canary';", "alter user ann set\tpassword ***;"),
            ("alter user ann set passwrd 'canary'", "alter user ann set passwrd ***"),
            ("alter user password set password 'canary'", "alter user password set password ***"),
            ("show version; CREATE USER ann 'canary' ; x", "show version; CREATE USER ann *** ; x"),
            (
                "CREATE PIPE p WITH SINK ('sink'='a', 'sink.Password' = 'canary', 'b'='c')",
                "CREATE PIPE p WITH SINK ('sink'='a', 'sink.Password' = ***, 'b'='c')"
            ),
        ]
    )
    func masks(text: String, expected: String) {
        #expect(StatementDigest.masked(text, dialect: .tree) == expected)
        #expect(StatementDigest.containsSecret(text, dialect: .tree))
        #expect(StatementDigest.containsSecret(text, dialect: .table))
        #expect(!StatementDigest.digest(of: text, dialect: .table).contains("canary"))
        let message = "700: no viable alternative at input '\(text)'"
        #expect(!StatementDigest.redact(message, about: text, dialect: .tree).contains("canary"))
    }

    @Test(
        "Statements without a password stay as they are",
        arguments: [
            "DROP USER ann", "CREATE USER ann", "SELECT password FROM root.a WHERE password > 'x'", "LIST USER",
            "ALTER USER ann RENAME TO bob", "",
        ]
    )
    func keeps(text: String) {
        #expect(StatementDigest.masked(text, dialect: .tree) == text)
        #expect(!StatementDigest.containsSecret(text, dialect: .tree))
    }

    @Test("A digest is one line of at most 120 characters")
    func shortens() {
        #expect(StatementDigest.digest(of: "a\n  b\tc", dialect: .tree) == "a b c")
        let long = StatementDigest.digest(of: String(repeating: "温", count: 500), dialect: .tree)
        #expect(long.count == 120)
        #expect(long.hasSuffix("…"))
    }

    @Test("Random bytes never trap")
    func randomBytes() {
        var random = SeededGenerator(seed: 7)
        let pieces = ["create ", "USER ", "alter ", "password ", "'", "\"", ";", "=", "--", "/*", "*/", "x", "\n", "`"]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0..<12, using: &random)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let isMasked = StatementDigest.masked(text, dialect: .tree) != text
            #expect(!isMasked || StatementDigest.containsSecret(text, dialect: .tree))
            _ = StatementDigest.digest(of: text, dialect: .table)
        }
    }
}
