import Glibc
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// What Tab does in `\` commands.
@Suite("Tab in commands")
struct ArgumentPlacesTests {
    @Test(
        "Arguments are completed by their specs",
        arguments: [
            ("\\timi", "\\timing "), ("\\timing ", "|off on|"), ("\\x a", "\\x auto "), ("\\x auto ", "||"),
            ("\\nosuch ", "||"),
            ("select 1 \\timi", "select 1 \\timing "), ("\\tz Asia/Shang", "\\tz Asia/Shanghai "),
            ("\\dialect ta", "\\dialect table "),
            ("\\pset form", "\\pset format "), ("\\set timi", "\\set TIMING "),
            ("\\set dev", "|dev2 device|"), ("\\d root.b", "\\d root.big."), ("\\d root.big.", "|d1 d2 s9|"),
            ("\\du b", "\\du bob "),
            ("\\dr ", "\\dr reader "), ("\\explain sel", "\\explain select "),
            ("\\explain select * from root.b", "\\explain select * from root.big."), ("\\c - b", "\\c - bob "),
            ("\\! ls", "||"), ("\\echo :devi", "\\echo :device "), ("\\? timi", "\\? timing "),
        ]
    )
    func arguments(text: String, expected: String) async {
        let result = await TabTest(.tree).tab(text)
        #expect(result == expected)
    }

    @Test("Databases of the table dialect are arguments in quotes")
    func databases() async {
        let tab = TabTest(.table)
        #expect(await tab.tab("\\c ") == "|'Odd \"one\"' home plant shop|")
        #expect(await tab.tab("\\d cus") == "\\d customers ")
        #expect(await tab.tab("\\d shop.") == "\\d shop.sales ")
    }

    @Test("Files are completed folder by folder, in quotes where they must be")
    func files() async throws {
        let folder = try TemporaryDirectory()
        for name in ["script one.sql", "data.csv"] {
            let file = open("\(folder.path)/\(name)", O_CREAT | O_WRONLY, 0o600)
            try #require(file >= 0)
            close(file)
        }
        let tab = TabTest(.tree)
        #expect(await tab.tab("\\i \(folder.path)/da") == "\\i \(folder.path)/data.csv ")
        #expect(await tab.tab("\\i \(folder.path)/scr") == "\\i '\(folder.path)/script one.sql' ")
    }

    @Test("An empty line offers every first word, and every command behind a backslash")
    func everything() async {
        let tab = TabTest(.tree)
        #expect(Set(Keywords.of(.tree).first).isSuperset(of: await tab.complete("").candidates))
        #expect(await tab.complete("\\").candidates == MetaCommandRegistry.all.map { "\\\($0.name)" }.sorted())
    }
}
