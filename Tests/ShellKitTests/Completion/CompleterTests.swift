import IoTDBWire
import ShellKit
import Testing

@Suite("Completer")
struct CompleterTests {
    private func candidates(_ text: String, _ dialect: SQLDialect = .tree) -> [String] {
        Completer().complete(textBeforeCursor: text, dialect: dialect).candidates
    }

    @Test(
        "Candidates are sorted words in the case that is typed",
        arguments: [
            ("sel", ["select"]),
            ("SEL", ["SELECT"]),
            ("Sel", ["SELECT"]),
            ("show ver", ["version"]),
            ("SHOW DEV", ["DEVICE", "DEVICES"]),
            ("select stddev_", ["stddev_pop", "stddev_samp"]),
            ("select s from root.", []),
            ("select s from root.se", []),
            ("select 'sel", []),
            ("\\ti", ["\\timing"]),
            ("\\timing ", ["off", "on"]),
            ("\\x a", ["auto"]),
            ("\\x auto ", []),
            ("\\nosuch ", []),
        ]
    )
    func words(text: String, expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test("Each dialect has its own words")
    func dialects() {
        #expect(candidates("USE", .table) == ["USE"])
        #expect(candidates("USE").isEmpty)
        #expect(candidates("SHOW TAB", .table) == ["TABLES"])
        #expect(candidates("SHOW CHI") == ["CHILD"])
        #expect(candidates("select date_b", .table) == ["date_bin", "date_bin_gapfill"])
        for dialect in SQLDialect.allCases {
            let keywords = Keywords.of(dialect)
            #expect(Set(keywords.following.keys).isSubset(of: keywords.first))
            let following = keywords.following.values.flatMap { $0 }
            for word in keywords.first + keywords.other + keywords.functions + following {
                #expect(word.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
            }
        }
    }

    @Test("An empty line offers every first word in upper case, and every command behind a backslash")
    func everything() {
        #expect(candidates("") == Keywords.of(.tree).first)
        #expect(candidates("\\") == MetaCommandRegistry.all.map { "\\\($0.name)" }.sorted())
    }

    @Test("The result replaces the prefix; a step does not end in a blank")
    func results() {
        let completer = Completer(source: OneName(name: "root.温度."))
        let result = completer.complete(textBeforeCursor: "select s from root.温", dialect: .tree)
        #expect(result == CompletionResult(replaceCount: 6, candidates: ["root.温度."], suffix: ""))
        let word = completer.complete(textBeforeCursor: "sel", dialect: .tree)
        #expect(word == CompletionResult(replaceCount: 3, candidates: ["select"], suffix: " "))
    }

    @Test("Names keep their case and join the words")
    func names() {
        let completer = Completer(source: OneName(name: "selectivity"))
        #expect(
            completer.complete(textBeforeCursor: "x y sel", dialect: .tree).candidates == ["select", "selectivity"]
        )
        #expect(completer.complete(textBeforeCursor: "x y SEL", dialect: .tree).candidates == ["SELECT"])
    }

    @Test(
        "The common prefix is what all candidates begin with",
        arguments: [
            (["DEVICE", "DEVICES"], "DEVICE"), (["a", "b"], ""), ([], ""), (["root.温1", "root.温2"], "root.温"),
        ]
    )
    func commonPrefix(candidates: [String], expected: String) {
        #expect(Completer.commonPrefix(of: candidates) == expected)
    }
}

private struct OneName: CompletionSource {
    let name: String

    func names(for context: CompletionContext) -> [String] {
        [name]
    }
}
