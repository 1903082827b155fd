import IoTDBTesting
import SQLText
import Testing

/// Ways to type a password, `hunter2pw`, right and wrong.
@Suite struct SecretTests {
    private static let ways = [
        // The statements as they should be.
        "CREATE USER bob 'hunter2pw'", "create user bob \"hunter2pw\";", "CREATE USER `b b` 'hunter2pw'",
        "create\nuser\nbob\n'hunter2pw'", "create /* x */ user -- y\n bob 'hunter2pw'",
        "ALTER USER bob SET PASSWORD 'hunter2pw'",
        "alter user bob set password \"hunter2pw\"", "ALTER USER bob SET /* a */ PASSWORD\n'hunter2pw';",
        "EXPLAIN CREATE USER bob 'hunter2pw'", "explain analyze alter user bob set password 'hunter2pw'",
        // Each key word misspelt, or left out.
        "creat user bob 'hunter2pw'", "crate user bob hunter2pw", "CREAET USER bob 'hunter2pw'",
        "cretae usr bob hunter2pw",
        "create usr bob 'hunter2pw'", "create uesr bob hunter2pw", "create users bob 'hunter2pw'",
        "createuser bob 'hunter2pw'",
        "create_user bob hunter2pw", "user bob 'hunter2pw'", "add user bob 'hunter2pw'", "make user bob hunter2pw",
        "create user 'hunter2pw'", "alter usr bob set password 'hunter2pw'", "alte user bob set password hunter2pw",
        "altr user bob set pasword hunter2pw", "alter user bob st password hunter2pw",
        "alter user bob set passwd 'hunter2pw'",
        "alter user bob set pssword hunter2pw", "alter user bob password hunter2pw", "alter user bob hunter2pw",
        "alter user bob set 'hunter2pw'", "alter user bob sett passwrd 'hunter2pw'",
        "set password for bob = 'hunter2pw'",
        "set password 'hunter2pw'", "create user bob identified by 'hunter2pw'",
        "grant x to bob identified by hunter2pw",
        "create user bob with password 'hunter2pw'",
        // Quotes that are missing.
        "create user bob hunter2pw", "create user bob 'hunter2pw", "create user bob hunter2pw'",
        "alter user bob set password hunter2pw",
        "alter user bob set password \"hunter2pw", "create user bob `hunter2pw`",
        // Beside other statements.
        "show databases\ncreate user bob 'hunter2pw';", "show version create user bob hunter2pw",
        "show version; create user bob 'hunter2pw'; x",
        "create user ann 'hunter2pw'; create user bob 'hunter2pw';", "create user bob 'hunter2pw' \\g",
        "create user bob hunter2pw \\gx",
        "select 1; alter user bob set password hunter2pw; select 2", "-- create user bob 'hunter2pw'",
        "select 1 /* alter user b set password 'hunter2pw' */",
        // Attributes.
        "CREATE PIPE p WITH SINK ('sink.password'='hunter2pw')",
        "create pipe p with sink ('sink.passwd' = 'hunter2pw')",
        "create pipe p with sink (\"trust_store_pwd\"=\"hunter2pw\")",
        "create pipe p with sink ('trustStorePassword' => 'hunter2pw')",
        "create pipe p with sink ('sink.password' 'hunter2pw')",
        "create pipe p with sink ('sink.password'=hunter2pw, 'a'='b')",
        "create pipe p with sink ('sink.password=hunter2pw')", "create pipe p with sink (sink.password'='hunter2pw')",
        "create pipe p with sink ('ssl.trust-store-pwd'='hunter2pw', 'b'='c')",
        "create pipe p with sink ('sink.pass'='hunter2pw')",
        "create pipe p with sink ('sink.passphrase'='hunter2pw", "create pipe p with sink ('password':'hunter2pw')",
        "create pipe p with sink ('sink.secret'='hunter2pw')", "start pipe with ('sink.pasword'='hunter2pw')",
        // Addresses and flags.
        "create pipe p with sink ('sink.node-urls'='root:hunter2pw@h:6667')", "\\c iotdb://root:hunter2pw@host:6667",
        "iotdb://root:hunter2pw@host", "\\! iotdb-shell -pw hunter2pw", "\\! iotdb-shell --password=hunter2pw -h x",
        "\\! iotdb-shell -pwhunter2pw", "\\set password hunter2pw", "\\set mypwd 'hunter2pw'",
    ]

    @Test func thereAreSixtyWays() { #expect(Self.ways.count >= 60) }

    @Test(arguments: ways)
    func aPasswordIsFoundAndMasked(text: String) {
        for grammar in [SQLGrammar.tree, .table] {
            #expect(StatementRedactor.containsSecret(text, grammar: grammar))
            #expect(StatementRedactor.mayHoldSecret(text, grammar: grammar))
            #expect(!StatementRedactor.masked(text, grammar: grammar).contains("hunter2"))
            for message in [
                "700: no viable alternative at input '\(text)'", "700: mismatched input 'hunter2pw' expecting ';'",
                "extraneous input 'hunter2pw': hunter2pw",
            ] {
                #expect(!StatementRedactor.redact(message, about: text, grammar: grammar).contains("hunter2"))
            }
        }
    }

    @Test(arguments: [
        "SELECT pressure FROM root.yard.** WHERE note = 'x'", "SHOW DATABASES", "DROP USER bob", "LIST USER",
        "LIST PRIVILEGES OF USER bob", "GRANT READ_DATA ON root.** TO USER bob", "REVOKE ALL ON root.** FROM USER bob",
        "CREATE USER bob", "ALTER USER bob RENAME TO ann", "SELECT user FROM users WHERE name = 'bob'",
        "SELECT * FROM t WHERE user LIKE 'b%'", "SELECT password FROM root.a WHERE password > 'x'",
        "CREATE TABLE user (id STRING TAG, used INT32 FIELD)", "INSERT INTO t(time, user) VALUES (1, 'bob')",
        "SELECT TOP_K(s, 'k'='3') FROM root.a", "CREATE PIPE p WITH SINK ('sink'='x', 'sink.username'='bob')",
        "INSERT INTO root.a(time, s) VALUES (2024-01-01T08:00:00+08:00, 'bob@example.org')",
        "SELECT s AS passed FROM root.a WHERE passed = 'y'",
        "COUNT DEVICES", "USE userdb", "DESC users", "SELECT last_user, 'x' FROM t", "\\c db bob host 6667", "",
    ])
    func otherTextStaysAsItIs(text: String) {
        for grammar in [SQLGrammar.tree, .table] {
            #expect(!StatementRedactor.containsSecret(text, grammar: grammar))
            #expect(StatementRedactor.masked(text, grammar: grammar) == text)
        }
    }

    @Test func noStatementOfTheSamplesButThreeHoldsAPassword() {
        let found = SampleStatements.all.filter { StatementRedactor.containsSecret($0, grammar: .table) }
        #expect(found.count == 3, "\(found)")
    }

    @Test func aMaskIsNeverPutIntoAnotherWord() {
        let message = "line 1:18 mismatched input 'a' expecting {ALL, AS}: create user abc a"
        #expect(
            StatementRedactor.redact(message, about: "create user abc a", grammar: .tree)
                == "line 1:18 mismatched input '***' expecting {ALL, AS}: create user abc ***"
        )
        #expect(
            StatementRedactor.redact("password of root, root1 and uproot", secrets: ["root"])
                == "password of ***, root1 and uproot"
        )
        #expect(StatementRedactor.redact("801: p@ss is wrong", secrets: ["p@ss", ""]) == "801: *** is wrong")
    }

    @Test(arguments: [
        ("iotdb://root:PW@host", "iotdb://root:***@host"), ("root:PW@h:1", "root:***@h:1"), ("host:6667", "host:6667"),
        ("iotdb://root:p@ss/w@host/db?x=1", "iotdb://root:***@host/db?x=1"), ("bob@example.org", "bob@example.org"),
        ("a,root:PW@h:1,b:c@d", "a,root:***@h:1,b:***@d"), ("iotdb://root@host:1/", "iotdb://root@host:1/"),
        ("cannot reach iotdb://u:PW@h: refused", "cannot reach iotdb://u:***@h: refused"),
    ])
    func passwordsOfAddressesAreMasked(text: String, expected: String) {
        #expect(StatementRedactor.redactAddresses(text) == expected)
    }
}
