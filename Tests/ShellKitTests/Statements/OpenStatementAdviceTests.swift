import SQLText
import ShellKit
import Testing

/// What somebody is told whose line waits for a `;`, or goes on with a statement that he thought had ended.
@Suite struct OpenStatementAdviceTests {
    private func advice(_ line: String, open: String? = nil) -> String? {
        OpenStatementAdvice.text(line: line, open: open, grammar: .tree)
    }

    @Test(
        arguments: [
            ("?", "\\?"), ("quit x", "\\q"), ("exit 1", "\\q"), ("import x.csv", "\\copy"), ("help me", "\\?"),
            ("set max_display_num=5", "\\pset max_rows"), ("show max_display_num", "\\pset max_rows"),
            ("set timestamp_display=long", "set time_display_type"), ("source a.sql", "\\i"), ("clear", "Ctrl-L"),
            ("  ?  ", "\\?"), ("q", "\\q"),
        ]
    )
    func commandsOfOtherShellsAreNamed(line: String, meant: String) {
        #expect(advice(line)?.hasPrefix(meant) == true, "\(line)")
        #expect(advice(line)?.contains("Ctrl-C") == true)
        #expect(advice(line, open: "show databases")?.hasPrefix(meant) == true)
    }

    @Test(
        arguments: [
            "quit", "show databases", "select", "?;", "import", "set time_zone=+08:00", "", "  ", "source",
            "clear attachments", "quit x;", "show max_display_number",
        ]
    )
    func whatIsWhatItSeemsNeedsNoAdvice(line: String) { #expect(advice(line) == nil) }

    @Test(
        arguments: [
            ("show databases", "create user bob 'hunter2pw';"), ("select a from root.b", "select c from root.d;"),
            ("select count(*) from root.b", "show devices"), ("insert into root.a(time,s) values(1,2)", "insert into"),
            ("delete from root.a.s", "DROP database root.a;"), ("use db", "select 1"), ("show devices", "set ttl to"),
            ("select a from root.b limit 3", "  count devices;"),
        ]
    )
    func aLineThatBeginsAStatementBehindOneWithoutItsEnd(open: String, line: String) {
        let advice = advice(line, open: open)
        #expect(advice?.contains("no ;") == true, "\(open) / \(line)")
        #expect(advice?.contains("hunter2pw") == false)
    }

    @Test(
        arguments: [
            ("show", "create table x"), ("insert into root.a(time,s)", "select 1"), ("select a,", "count(b)"),
            ("select a from root.b", "count (c)"), ("select a from (", "select 1)"), ("explain select a", "select b"),
            ("create view v as", "select 1"), ("grant read on root.** to", "user x"), ("select 1 union", "select 2"),
            ("select 1 union all", "select 2"), ("update t", "set x = 1"), ("alter user root", "set password 'x'"),
            ("select a from root.b where", "select > 1"), ("select a +", "set"),
            ("select a from root.b", "where a > 1"),
            ("select a from root.b", "order by time"), ("alter table t", "drop column c"), ("select", "select"),
        ]
    )
    func aStatementOfSeveralLinesNeedsNoAdvice(open: String, line: String) {
        #expect(advice(line, open: open) == nil, "\(open) / \(line)")
    }

    @Test func wordsThatLeaveAreOnlyTextOfAnOpenStatement() {
        #expect(advice("exit", open: "select")?.contains("Ctrl-C drops the statement") == true)
        #expect(advice("help", open: "select")?.contains("Ctrl-C drops the statement") == true)
    }
}
