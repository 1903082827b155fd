import IoTDBTesting
import SQLText
import Testing

@Suite("StatementRedactor")
struct StatementRedactorTests {
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
        #expect(StatementRedactor.masked(text, grammar: .tree) == expected)
        #expect(StatementRedactor.containsSecret(text, grammar: .tree))
        #expect(StatementRedactor.containsSecret(text, grammar: .table))
        let message = "700: no viable alternative at input '\(text)'"
        #expect(!StatementRedactor.redact(message, about: text, grammar: .tree).contains("canary"))
    }

    @Test(
        "Statements without a password stay as they are",
        arguments: [
            "DROP USER ann", "CREATE USER ann", "SELECT password FROM root.a WHERE password > 'x'", "LIST USER",
            "ALTER USER ann RENAME TO bob", "",
        ]
    )
    func keeps(text: String) {
        #expect(StatementRedactor.masked(text, grammar: .tree) == text)
        #expect(!StatementRedactor.containsSecret(text, grammar: .tree))
    }

    @Test("Random bytes never trap")
    func randomBytes() {
        var random = SeededGenerator(seed: 7)
        let pieces = ["create ", "USER ", "alter ", "password ", "'", "\"", ";", "=", "--", "/*", "*/", "x", "\n", "`"]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0..<12, using: &random)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let isMasked = StatementRedactor.masked(text, grammar: .tree) != text
            #expect(!isMasked || StatementRedactor.containsSecret(text, grammar: .tree))
        }
    }
}
