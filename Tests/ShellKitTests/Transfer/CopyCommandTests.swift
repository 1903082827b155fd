import Testing

@testable import ShellKit

@Suite struct CopyCommandTests {
    @Test func readsAnExport() throws {
        let command = try CopyCommand(
            parsing: "(select a, ')' from t where s = 'it''s') TO 'my file.csv.gz' header=types null='\\N'"
        )
        #expect(command.subject == .query("select a, ')' from t where s = 'it''s'"))
        #expect(command.place == .file("my file.csv.gz"))
        #expect(command.format == .csv && command.isCompressed && !command.isImport)
        #expect(command.options.header == .types && command.options.null == "\\N")
    }

    @Test func readsAnImport() throws {
        let command = try CopyCommand(
            parsing:
                "root.`a b`.d1 (Time, `c,d`, \"e f\", _) from program 'zcat x' tsv threads=2 time='dd.MM.yyyy HH:mm' types=a:INT32,b:double"
        )
        #expect(command.subject == .name("root.`a b`.d1"))
        #expect(command.columns == ["Time", "`c,d`", "e f", "_"])
        #expect(command.place == .program("zcat x"))
        #expect(command.format == .tsv && command.isImport)
        #expect(command.options.threads == 2 && command.options.time == "dd.MM.yyyy HH:mm")
        #expect(command.options.types == ["a": .int32, "b": .double])
    }

    @Test(arguments: [
        ("t to x.tsv", CopyCommand.Format.tsv), ("t to 'x.ndjson.gz'", .ndjson), ("t to x.sql", .insert),
        ("t to x.txt", .csv),
        ("t to x.tsv csv", .csv), ("t TO STDOUT", .csv), ("t to stdout insert", .insert), ("t to x.jsonl", .ndjson),
    ])
    func picksTheFormat(text: String, format: CopyCommand.Format) throws {
        #expect(try CopyCommand(parsing: text).format == format)
    }

    @Test(arguments: [
        ("", "a (QUERY), a path or a table expected at column 1, not the end"),
        ("t", "TO or FROM expected at column 2, not the end"),
        ("t into x", "TO or FROM expected at column 3, not into"),
        ("(select 1", "the parenthesis opened at column 1 is never closed"),
        ("(select 1) from x", "a query can be copied TO a file, not FROM one"),
        ("t to 'x", "the quote opened at column 6 is never closed"),
        ("t to stdin", "'FILE', STDOUT or PROGRAM 'COMMAND' expected at column 6, not stdin"),
        ("t to program x", "a command in quotes expected behind PROGRAM, at column 14"),
        ("t to x xml", "a format (csv, tsv, ndjson, insert) or key=value expected at column 8, not xml"),
        ("t (a,) from x", "column 3: a column has no name"),
        ("t (a) to x", "column 3: columns of an export are chosen by a (QUERY)"),
        ("t from x threads=0", "column 10: threads=0: it is a number from 1 to 64"),
        ("t to x threads=3", "column 8: threads= is for FROM"),
        ("t from x header=maybe", "column 10: header=maybe: it is on or off or types"),
        ("t from x.sql", "a file of INSERT statements is run by \\i or -f"),
        ("t from x types=a", "column 10: types=a: it is COLUMN:TYPE, such as temperature:DOUBLE"),
    ])
    func saysWhatIsWrongAndWhere(text: String, message: String) {
        #expect(throws: CopyError(message)) { try CopyCommand(parsing: text) }
    }

    @Test func namesTheOptionsThereAre() {
        #expect(throws: CopyError.self) { try CopyCommand(parsing: "t from x colour=red") }
    }

    @Test func takesHeadingsApart() {
        #expect(ImportColumnName(heading: "root.a.s(DOUBLE)") == ImportColumnName("root.a.s", .double))
        #expect(ImportColumnName(heading: "region(string tag)") == ImportColumnName("region", .string, .tag))
        #expect(ImportColumnName(heading: "count(root.a.s)") == ImportColumnName("count(root.a.s)"))
        #expect(ImportColumnName(heading: "x(VECTOR)") == ImportColumnName("x(VECTOR)"))
        #expect(ImportColumnName(heading: "(INT32)") == ImportColumnName("(INT32)"))
    }
}
