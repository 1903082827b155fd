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

    /// Found by somebody who looked for what the first list leaves out.
    private static let otherWays = [
        "CREATE USER bob hunter2pw;", "CREATE USER \"bob\" \"hunter2pw\"", "CREATE USER 'bob' 'hunter2pw'",
        "CREATE  USER  root.bob  'hunter2pw'", "CREATEUSER bob hunter2pw", "CREATE USERS bob hunter2pw",
        "CREAT USR bob hunter2pw", "CREATE USRE bob 'hunter2pw'", "CRREATE USER bob hunter2pw",
        "create useer bob hunter2pw", "create ueser bob hunter2pw", "create suer bob hunter2pw",
        "ceate user bob hunter2pw", "craete user bob hunter2pw", "reate user bob hunter2pw",
        "vreate user bob hunter2pw", "c reate user bob hunter2pw", "create u ser bob hunter2pw",
        "create us er bob hunter2pw", "cr eate user bob hunter2pw", "CREATE OR REPLACE USER bob 'hunter2pw'",
        "CREATE USER IF NOT EXISTS bob 'hunter2pw'", "CREATE USER bob, 'hunter2pw'", "CREATE USER bob = 'hunter2pw'",
        "CREATE USER bob PASSWORD 'hunter2pw'", "CREATE USER bob WITH hunter2pw", "CREATE ROLE bob 'hunter2pw'",
        "CREATE ACCOUNT bob 'hunter2pw'", "NEW USER bob 'hunter2pw'", "INSERT USER bob 'hunter2pw'",
        "ALTER USER bob SET PASSWORD hunter2pw", "ALTER USER bob SET PASSWORD='hunter2pw'",
        "ALTER USER bob SET PASSWORD = hunter2pw", "ALTER USER bob SET PASWORD 'hunter2pw'",
        "ALTER USER bob SET PASSWROD 'hunter2pw'", "ALTER USER bob SET PW 'hunter2pw'",
        "ALTER USER bob SET PW hunter2pw", "ALTER USER bob SET PASS hunter2pw", "ALTER USER bob SET PSWD hunter2pw",
        "ALTER USER bob SETPASSWORD hunter2pw", "ALTER USER bob SETPASSWORD 'hunter2pw'",
        "ALTER USER bob CHANGE PASSWORD TO 'hunter2pw'", "ALTER USER bob MODIFY PASSWORD hunter2pw",
        "ALTER bob SET PASSWORD 'hunter2pw'", "ALTER bob SET PASSWORD hunter2pw",
        "ALTERUSER bob SET PASSWORD hunter2pw", "ATLER USER bob SET PASSWORD hunter2pw",
        "ALTER USRE bob SET PASSWORD hunter2pw", "UPDATE USER bob SET PASSWORD 'hunter2pw'",
        "UPDATE USER SET PASSWORD = 'hunter2pw' WHERE NAME='bob'",
        "UPDATE users SET password = hunter2pw where user = bob", "CHANGE PASSWORD 'hunter2pw'",
        "CHANGE PASSWORD OF bob TO 'hunter2pw'", "SET PASSWORD hunter2pw", "SET PASSWORD = hunter2pw",
        "SET PASSWORD FOR bob hunter2pw", "SET PASSWORD TO 'hunter2pw'",
        "set password for 'bob'@'localhost' = 'hunter2pw'", "set password for bob = password('hunter2pw')",
        "PASSWORD hunter2pw", "password 'hunter2pw'", "passwd bob hunter2pw",
        "select * from root.** create user bob hunter2pw", "show databases create user bob 'hunter2pw'",
        "show databases alter user bob set password 'hunter2pw'",
        "show databases\n\nalter\nuser\nbob\nset\npassword\nhunter2pw", "create\n\nuser\n\nbob\n\n'hunter2pw",
        "create/**/user/**/bob/**/'hunter2pw'", "create -- a\n user -- b\n bob -- c\n 'hunter2pw'",
        "create user bob /* 'x */ 'hunter2pw'", "create user bob -- hunter2pw", "create user bob /* hunter2pw */",
        "create user bob 'a' hunter2pw", "insert into root.a(time, s) values (1, 'x') create user bob hunter2pw",
        "insert into t values ('it's'); create user bob 'hunter2pw'", "select 'open create user bob hunter2pw",
        "select 'open\ncreate user bob 'hunter2pw';", "select \"open create user bob hunter2pw",
        "select `open create user bob hunter2pw", "select /* open create user bob hunter2pw",
        "select 'x\nalter user root set password hunter2pw;", "\\e create user bob hunter2pw",
        "\\g create user bob hunter2pw", "\\echo create user bob hunter2pw", "\\watch create user bob hunter2pw",
        "\\n+ x create user bob hunter2pw", "\\ns mk create user bob 'hunter2pw'",
        "\\copy (create user bob 'hunter2pw') to stdout", "\\set pw hunter2pw", "\\set PASS 'hunter2pw'",
        "\\set token hunter2pw", "\\set secret hunter2pw", "\\set db_password hunter2pw",
        "\\set stmt 'create user bob ''hunter2pw'''", "\\! curl -u root:hunter2pw http://x",
        "\\! iotdb-shell -u root -pw hunter2pw", "\\! iotdb-shell -u root -pw=hunter2pw",
        "\\! iotdb-shell -u root -pw 'hunter2pw'", "\\! iotdb-shell -password hunter2pw",
        "\\! IOTDB_PASSWORD=hunter2pw iotdb-shell", "\\! export IOTDB_PASSWORD='hunter2pw'",
        "\\! PGPASSWORD=hunter2pw psql", "\\! iotdb-shell -tpw hunter2pw",
        "\\! start-cli.sh -h x -u root -pw hunter2pw", "\\password bob hunter2pw",
        "\\c iotdb://bob:hunter2pw@h/db?dialect=table", "\\c bob:hunter2pw@h",
        "\\c root:hunter2pw@h:6667,root:hunter2pw@i:6667", "\\nodes set root:hunter2pw@h:1",
        "iotdb-shell -u root -pw hunter2pw", "iotdb-shell -h x -pwhunter2pw", "start-cli.sh -u root -pw hunter2pw",
        "CREATE PIPE p WITH SINK ('sink'='x','sink.user'='root','sink.password'='hunter2pw')",
        "CREATE PIPE p WITH CONNECTOR ('connector.password'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('username'='root', 'passwd'='hunter2pw')",
        "CREATE PIPE p WITH SINK (password='hunter2pw')", "CREATE PIPE p WITH SINK (\"password\"=\"hunter2pw\")",
        "CREATE PIPE p WITH SINK (`password`='hunter2pw')", "CREATE PIPE p WITH SINK ('password', 'hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.password'=>'hunter2pw')", "CREATE PIPE p WITH SINK ('sink.pwd'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.credential'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.ssl.trust-store-pwd'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('ssl.trust-store-pw'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.api-key'='hunter2pw')", "CREATE PIPE p WITH SINK ('sink.apikey'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('access_key'='hunter2pw')", "CREATE PIPE p WITH SINK ('authToken'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('auth'='hunter2pw')", "CREATE PIPE p WITH SINK ('private_key'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.passowrd'='hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.passwrd'='hunter2pw'", "CREATE PIPE p WITH SINK ('sink.password'='hunter2pw",
        "CREATE PIPE p WITH SINK ('sink.password'hunter2pw)", "CREATE PIPE p WITH SINK ('sink.password=hunter2pw')",
        "CREATE PIPE p WITH SINK ('sink.password: hunter2pw')",
        "CREATE PIPE p WITH SOURCE ('source.password'='hunter2pw') WITH SINK ('sink'='y')",
        "ALTER PIPE p MODIFY SINK ('password'='hunter2pw')",
        "ALTER PIPE p REPLACE SINK ('sink.password'='hunter2pw')",
        "CREATE EXTERNAL SERVICE x WITH ('password'='hunter2pw')",
        "CREATE FUNCTION f AS 'x' USING URI 'http://bob:hunter2pw@h/x.jar'",
        "CREATE PIPE p WITH SINK ('sink.url'='jdbc:iotdb://h?user=root&password=hunter2pw')",
        "LOAD '/x' WITH ('password'='hunter2pw')", "SET CONFIGURATION 'trust_store_pwd'='hunter2pw'",
        "SET CONFIGURATION \"key_store_pwd\"=\"hunter2pw\" ON 1", "set configuration key_store_pwd='hunter2pw'",
        "set configuration 'ssl_key_store_pwd' 'hunter2pw'",
        "EXPLAIN ANALYZE VERBOSE ALTER USER bob SET PASSWORD 'hunter2pw'",
        "PREPARE s FROM CREATE USER bob 'hunter2pw'", "execute immediate 'create user bob ''hunter2pw'''",
        "GRANT ALL ON root.** TO USER bob IDENTIFIED BY 'hunter2pw'", "GRANT ALL ON root.** TO USER bob 'hunter2pw'",
        "CREATE USER bob IDENTIFIED 'hunter2pw'", "LOGIN root hunter2pw", "login 'root' 'hunter2pw'",
        "connect root/hunter2pw", "connect root hunter2pw", "create user bob 'x' 'hunter2pw'",
        "ＣＲＥＡＴＥ USER bob 'hunter2pw'", "create﻿ user bob 'hunter2pw'", "create user bob 'hunter2pw'",
        "verify user bob 'hunter2pw'", "check user bob hunter2pw", "alter user bob with password 'hunter2pw'",
        "alter user bob identified by 'hunter2pw'", "alter user bob set password to 'hunter2pw'",
        "alter user bob, ann set password 'hunter2pw'", "create user bob;'hunter2pw'", "create user bob; hunter2pw",
        "alter user bob set password; 'hunter2pw'", "alter user bob set password;hunter2pw",
        ";create user bob hunter2pw", "show databases;;;create user bob hunter2pw;;;",
        "-- create user bob\n'hunter2pw'", "'hunter2pw'", "\\set mypw 'hunter2pw'",
        "\\! mysql --password='hunter2pw'", "insert into root.a(time,s) values(1,'x\ncreate user bob 'hunter2pw';",
        "select \"a\nalter user bob set password 'hunter2pw'",
    ]

    @Test func thereAreSixtyWays() { #expect(Self.ways.count >= 60) }

    @Test(arguments: ways + otherWays)
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

    @Test(arguments: [
        "LIST ROLE OF USER bob", "SELECT s FROM root.user.d1 WHERE time > 1 AND s = 'x'",
        "INSERT INTO root.a.d1(time, pass_count) VALUES (1, 'x')",
        "CREATE TIMESERIES root.user.s1 WITH DATATYPE=INT32, ENCODING=RLE",
        "CREATE TABLE users (name STRING TAG, password STRING FIELD)", "CREATE DATABASE root.user",
        "SELECT key FROM t WHERE key = 'x'", "SELECT count(s) FROM root.a GROUP BY ([0, 10), 1ms)",
        "CREATE ROLE admin", "GRANT ROLE admin TO bob", "DROP ROLE admin", "GRANT READ ON root.** TO ROLE admin",
        "ALTER TIMESERIES root.a.s ADD TAGS 'a'='b'",
        "CREATE PIPE p WITH SOURCE ('source'='iotdb-source') WITH SINK ('sink'='iotdb-thrift-sink', 'node-urls'='127.0.0.1:6668')",
        "SELECT * FROM t WHERE author = 'x' AND tokens > 3", "show current_user",
        "CREATE FUNCTION f AS 'org.x.Y' USING URI 'file:///x.jar'", "SELECT setting FROM root.alter.user",
        "UPDATE t SET name = 'x' WHERE user_id = 'y'", "UPDATE t SET attr = 'x' WHERE user = 'y'",
        "DELETE FROM users WHERE name = 'x'", "SELECT passenger FROM t WHERE passenger='x'",
        "INSERT INTO users(time, name) VALUES (1, 'x')", "set configuration 'a'='b'",
        "SELECT compass FROM t WHERE compass = 'n'", "SELECT pwm FROM root.a WHERE pwm='x'", "\\set name value",
        "\\set user bob", "\\echo hello world", "\\c db", "\\copy users TO 'x.csv'", "\\! ls -p w",
        "\\copy root.users FROM 'x.csv' csv", "LOGIN", "SELECT login FROM t WHERE login = 'x'",
        "SHOW DATABASES; -- create user bob", "-- create user bob\nSHOW DATABASES",
        "CREATE DATABASE root.x; INSERT INTO root.x(time, s) VALUES (1, 'y')", "CREATE USER bob; SHOW DATABASES",
        "INSERT INTO t VALUES (1, 'password', 'x')", "INSERT INTO t VALUES (1, 'a user bob said hi', 'x')",
        "SELECT diff(s, 'key'='v') FROM root.a", "CREATE TIMESERIES root.a.key WITH DATATYPE=INT32", "\\password bob",
        "\\password", "\\i 'script.sql'", "\\o 'users.csv'", "\\d users",
        "SELECT * FROM t WHERE url = 'http://h/?a=b&c=d'", "INSERT INTO root.sg(time, primary_key) VALUES (1, 'x')",
        "select -pw from root.a", "select a -pw b from root.a", "DELETE FROM root.a.** WHERE time > 1 AND role = 'x'",
        "CREATE ROLE admin; SHOW DATABASES", "SELECT auth_count FROM t WHERE region = 'x'",
    ])
    func whatIsNoSecretIsKept(text: String) {
        for grammar in [SQLGrammar.tree, .table] {
            #expect(!StatementRedactor.mayHoldSecret(text, grammar: grammar))
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
