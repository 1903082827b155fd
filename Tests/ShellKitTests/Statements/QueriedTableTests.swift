import Testing

@testable import ShellKit

@Suite struct QueriedTableTests {
    @Test(arguments: [
        ("select * from t", "t"), ("SELECT a, \"b c\" FROM \"my db\".\"t t\" WHERE a > 1 LIMIT 3", "\"my db\".\"t t\""),
        ("select time,a from db.t -- all\n order by time", "db.t"), ("select a, b from t;", "t"),
    ])
    func plainRowsHaveATable(_ statement: String, _ name: String) {
        #expect(QueriedTable.name(in: statement) == name)
    }

    @Test(arguments: [
        "", "select", "select * from", "select * from t.", "select a + 1 from t", "select a as b from t",
        "select a b from t",
        "select count(a) from t", "select a from t group by a", "select a from t where a > 1 group by a",
        "select * from a, b",
        "select * from a join b on a.x = b.x", "select * from (select * from t)", "select * from t x", "show tables",
        "select distinct a from t", "select 'from' from", "select * from 't'",
    ])
    func otherRowsHaveNone(_ statement: String) {
        #expect(QueriedTable.name(in: statement) == nil)
    }
}
