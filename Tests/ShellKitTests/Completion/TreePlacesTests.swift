import IoTDBWire
import ShellKit
import Testing

/// What Tab does at places of the tree dialect.
@Suite("Tab in the tree dialect")
struct TreePlacesTests {
    @Test(
        "Tab offers what may stand there, and nothing else",
        arguments: [
            // Key words.
            ("sel", "select "), ("SEL", "SELECT "), ("Sel", "SELECT "), ("show ver", "show version "),
            ("SHOW DEV", "|DEVICE DEVICES|"), ("show dev", "|device devices|"),
            ("select 1; show ver", "select 1; show version "), ("show\n-- c\n ver", "show\n-- c\n version "),
            ("explain anal", "explain analyze "), ("explain analyze s", "explain analyze select "),
            ("select s0 from root.big.d1 wh", "select s0 from root.big.d1 where "),
            ("select s0 from root.big.d1 where s0 > 3 an", "select s0 from root.big.d1 where s0 > 3 and "),
            ("select s0 from root.big.d1 order by time ", "|align asc desc fill limit nulls offset slimit soffset|"),
            ("select s0 from root.big.d1 group by ", "|condition count level session tags variation|"),
            ("select s0 from root.big.d1 group by lev", "select s0 from root.big.d1 group by level="),
            ("select s0 from root.big.d1 fill(", "|false linear null previous true|"),
            ("select s0 from root.big.d1 align ", "select s0 from root.big.d1 align by "),
            ("select s0 from root.big.d1 align by ", "select s0 from root.big.d1 align by device "),
            ("insert ", "insert into "), ("insert into root.big.d1(time, s0) ", "|aligned values|"),
            ("insert into root.big.d1(time, s0) v", "insert into root.big.d1(time, s0) values ("),
            ("clear ", "|all cache query schema|"), ("unset ", "|device ttl|"),
            ("set system to ", "|readonly running|"),
            ("load ", "load configuration "), ("flush on ", "|cluster local|"), ("list ", "|privileges role user|"),
            // Functions and columns, FROM behind the cursor.
            ("select st", "|startswith stddev stddev_pop stddev_samp strcmp string_contains string_matches|"),
            ("select max_v", "select max_value("), ("select count(te‸ from root.big.d1", "select count(temperature "),
            ("select te‸ from root.big.d1", "select temperature "),
            ("select d1.te‸ from root.big", "select d1.temperature "),
            (
                "select s‸0 from root.big.d1",
                "|s0 sign sin sinh sqrt startswith stddev stddev_pop stddev_samp strcmp string_contains string_matches substring sum|"
            ),
            ("select `‸ from root.big.d1", "|`1st` `inner` `s0` `temperature`|"),
            ("select m1.‸ from root.plant1.line1", "select m1.speed "),
            ("select * from root.big.d1 where te", "select * from root.big.d1 where temperature "),
            ("select * from root.big.d1 order by ", "|1st inner s0 temperature device time timeseries|"),
            (
                "select * from root.big.d1 order by s0, t",
                "|temperature tan tanh time_difference time_duration top_k trim time timeseries true|"
            ),
            // Paths, one level at a time; only the last level is listed.
            ("select * from ", "select * from root."), ("select * from root.", "|`a b` big plant1|"),
            ("select * from root.b", "select * from root.big."), ("select * from root.big.", "|d1 d2|"),
            ("select * from root.plant1.l", "select * from root.plant1.line1."),
            ("select * from root.plant1.line1.", "|m1 m2|"),
            ("select * from root.big.d1, root.p", "select * from root.big.d1, root.plant1."),
            ("select * from root.`a", "select * from root.`a b`."),
            ("select * from root.a", "select * from root.`a b`."),
            ("select * from root.`a b`.", "select * from root.`a b`.`x``y`"),
            ("select * from root.evil.", "select * from root.evil.`a;b`"),
            ("show devices ", "|root limit offset slimit soffset where with|"),
            ("show devices root.big.", "|d1 d2|"), ("show timeseries root.big.", "|d1 d2 s9|"),
            ("show timeseries root.plant1.温", "show timeseries root.plant1.温度 "),
            ("show timeseries ", "|root limit offset order slimit soffset where|"),
            ("count timeseries ", "|root group where|"),
            ("show child paths ", "|root limit offset slimit soffset|"), ("show child ", "|nodes paths|"),
            ("count nodes root.big ", "count nodes root.big level="),
            ("delete timeseries root.b", "delete timeseries root.big."),
            ("delete timeseries root.big.s", "delete timeseries root.big.s9 "),
            ("delete from root.big.d1.s0 wh", "delete from root.big.d1.s0 where "),
            ("insert into root.big.", "|d1 d2|"),
            ("insert into root.big.d1(time, s", "insert into root.big.d1(time, s0 "),
            ("insert into root.big.d1(t", "|temperature time timestamp|"),
            ("set ttl to ", "set ttl to root."), ("grant read on ", "grant read on root."),
            ("grant read on root.** to ", "|role user|"), ("grant read on root.** to user ", "|bob root|"),
            ("grant r", "|read read_data read_schema role|"), ("revoke role reader from ", "|bob root user|"),
            // Databases.
            ("drop database ", "drop database root."), ("delete database ", "delete database root."),
            ("drop database root.", "|a big plant1|"),
            ("drop database root.a", "drop database root.a."), ("drop database root.a.", "drop database root.a.b "),
            ("alter database root.b", "alter database root.big "),
            ("show databases root.p", "show databases root.plant1 "),
            // What has lists of its own.
            ("drop user ", "|bob root|"), ("drop role ", "drop role reader "),
            ("kill query ", "kill query '20260101_1' "),
            ("kill ", "|all query|"), ("drop function ", "drop function mine "), ("drop trigger ", "drop trigger t1 "),
            ("drop pipe p", "drop pipe p1 "), ("start pipe ", "start pipe p1 "), ("drop topic ", "drop topic news "),
            ("set device template ", "set device template tpl "), ("drop cq ", "drop cq cq1 "),
            ("list privileges of user ", "|bob root|"), ("list user of role ", "list user of role reader "),
            // Series: types, encodings, compressors.
            ("create timeseries root.x.y INT", "|INT32 INT64|"), ("create timeseries root.x.y int", "|int32 int64|"),
            ("create timeseries root.x.y with datat", "create timeseries root.x.y with datatype="),
            (
                "CREATE TIMESERIES root.x.y WITH DATATYPE=",
                "|BLOB BOOLEAN DATE DOUBLE FLOAT INT32 INT64 STRING TEXT TIMESTAMP|"
            ),
            (
                "create timeseries root.x.y with datatype=int32, enc",
                "create timeseries root.x.y with datatype=int32, encoding="
            ),
            (
                "create timeseries root.x.y with datatype=int32, encoding=g",
                "create timeseries root.x.y with datatype=int32, encoding=gorilla "
            ),
            ("CREATE TIMESERIES root.x.y INT32 COMPRESSOR=", "|GZIP LZ4 LZMA2 SNAPPY UNCOMPRESSED ZSTD|"),
            // Settings of the official shell.
            ("set time_zone=Asia/Sha", "set time_zone=Asia/Shanghai "), ("set time_z", "set time_zone="),
            ("set time_display_type=rel", "set time_display_type=relative "), ("show time_z", "show time_zone "),
            // Nothing.
            ("select * from x where a = 'se", "||"), ("select * from x where a = 'se'", "||"), ("select \"se", "||"),
            ("select /* se", "||"), ("select s -- se", "||"), ("select 12", "||"), ("create user ", "||"),
            ("create timeseries root.x.y with datatype=int32, encoding=xyz", "||"),
            // Variables.
            ("select * from :dev", "|:dev2 :device|"), ("select * from :devi", "select * from :device "),
        ]
    )
    func places(text: String, expected: String) async {
        let result = await TabTest(.tree).tab(text)
        #expect(result == expected)
    }

    @Test("After where come measurements and functions, no key word")
    func whereClause() async {
        let result = await TabTest(.tree).complete("select * from root.big.d1 where ")
        #expect(result.candidates.prefix(4) == ["1st", "inner", "s0", "temperature"])
        let functions = Set(Keywords.of(.tree).functions.map { $0.lowercased() })
        #expect(functions.isSuperset(of: result.candidates.dropFirst(4)))
        #expect(result.candidates.count == functions.count + 4)
    }
}
