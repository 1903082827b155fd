import IoTDBWire
import ShellKit
import Testing

/// What Tab does at places of the table dialect.
@Suite("Tab in the table dialect")
struct TablePlacesTests {
    @Test(
        "Tab offers what may stand there, and nothing else",
        arguments: [
            // Key words.
            ("US", "USE "), ("sel", "select "), ("SHOW TABL", "SHOW TABLES "), ("show ta", "show tables "),
            ("select * from orders wh", "select * from orders where "),
            ("select * from orders gr", "select * from orders group "),
            ("select * from orders group ", "select * from orders group by "), ("delete ", "|devices from|"),
            ("select * from orders order by time ", "|asc desc limit nulls offset|"),
            ("select * from orders lim", "select * from orders limit "),
            ("select * from orders order by time de", "select * from orders order by time desc "),
            ("select * from orders where price is ", "|not null|"),
            ("select * from orders where price not ", "|between in like|"),
            ("select * from orders left ", "|join outer|"),
            ("select * from orders cross ", "select * from orders cross join "),
            ("insert ", "insert into "), ("insert into orders(time) v", "insert into orders(time) values ("),
            ("create ", "|database function pipe pipeplugin role table topic user|"),
            ("create table ", "create table if "),
            ("create table if ", "create table if not "), ("alter table orders ", "|add drop rename set|"),
            ("alter table orders add ", "alter table orders add column "), ("explain ", "|analyze select with|"),
            ("fl", "flush "), ("clear ", "|all attribute cache query|"), ("set system to ", "|readonly running|"),
            // Databases.
            ("use ", "|\"Odd \"\"one\"\"\" plant shop|"), ("use p", "use plant "),
            ("use \"O", "use \"Odd \"\"one\"\"\" "),
            ("show tables from ", "|\"Odd \"\"one\"\"\" plant shop|"), ("drop database s", "drop database shop "),
            // Tables.
            ("select * from ", "|\"Odd \"\"one\"\"\" \"odd name\" \"order\" \"x;y\" customers orders plant shop|"),
            ("select * from ord", "|\"order\" orders|"), ("select * from orders", "select * from orders "),
            ("select * from ORDERS", "select * from orders "), ("select * from c", "select * from customers "),
            ("select * from odd", "select * from \"odd name\" "), ("select * from \"od", "select * from \"odd name\" "),
            ("select * from s", "select * from shop."), ("select * from shop.", "select * from shop.sales "),
            ("select * from orders, c", "select * from orders, customers "),
            ("select * from orders join c", "select * from orders join customers "),
            ("insert into c", "insert into customers "), ("update c", "update customers "),
            ("desc c", "desc customers "),
            ("describe c", "describe customers "), ("drop table c", "drop table customers "),
            ("alter table c", "alter table customers "),
            ("delete from c", "delete from customers "), ("show devices from c", "show devices from customers "),
            ("show create table c", "show create table customers "),
            ("count devices from c", "count devices from customers "),
            // Columns; the table may stand behind the cursor.
            ("select * from orders order by ", "|Unit customer price time|"),
            ("select * from orders where pr", "select * from orders where price "),
            ("insert into orders(", "|Unit customer price time|"),
            ("insert into orders(time, cus", "insert into orders(time, customer "),
            ("update orders set ", "|Unit customer price time|"),
            ("update orders set price = 1 where cu", "update orders set price = 1 where customer "),
            ("select pr‸ from orders", "select price "), ("select cu‸stomer from orders", "select customer "),
            ("select avg(pr‸) from orders", "select avg(price "),
            ("select * from shop.sales where am", "select * from shop.sales where amount "),
            ("select o.‸ from orders o", "|Unit customer price time|"),
            ("select o.p‸ from orders as o", "select o.price "),
            (
                "select * from orders o join customers c on o.cu",
                "select * from orders o join customers c on o.customer "
            ),
            (
                "select * from orders o join customers c on o.customer = c.n",
                "select * from orders o join customers c on o.customer = c.name "
            ),
            ("select orders.p‸ from orders", "select orders.price "),
            ("select plant.orders.p‸ from orders", "select plant.orders.price "),
            ("select * from \"odd name\" order by ", "|\"9lives\" time|"),
            ("select * from \"odd name\" order by 9", "||"),
            ("select * from (select am‸ from shop.sales) x, orders", "select * from (select amount "),
            (
                "select * from orders where price in (select am‸ from shop.sales)",
                "select * from orders where price in (select amount "
            ),
            ("alter table orders drop column pr", "alter table orders drop column price "),
            ("delete from orders where cus", "delete from orders where customer "),
            ("select ord‸ from orders", "select orders."),
            // Functions.
            ("select date_b", "|date_bin date_bin_gapfill|"), ("select first_", "select first_by("),
            // Columns of a new table.
            ("create table x (a STR", "create table x (a STRING "),
            ("create table x (a string ", "|attribute comment field tag time|"),
            ("create table x (a string ta", "create table x (a string tag "),
            ("create table x (a string tag, b fl", "create table x (a string tag, b float "),
            ("create table x (a string) with (tt", "create table x (a string) with (ttl="),
            // Rights.
            ("grant select on ", "|any database table|"),
            ("grant select on table c", "grant select on table customers "),
            ("grant select on database s", "grant select on database shop "),
            ("grant select on any to user b", "grant select on any to user bob "),
            ("drop user b", "drop user bob "), ("kill query ", "kill query '20260101_1' "),
            ("drop function ", "drop function mine "),
            ("drop pipe ", "|p1 if|"), ("show pipe ", "show pipe p1 "), ("drop topic n", "drop topic news "),
            // Nothing.
            ("select * from orders where customer = 'a", "||"), ("select 1 -- se", "||"),
            ("create database ", "create database if "),
            // Variables.
            ("select * from orders where price > :devi", "select * from orders where price > :device "),
        ]
    )
    func places(text: String, expected: String) async {
        let result = await TabTest(.table).tab(text)
        #expect(result == expected)
    }

    @Test("Without a database only qualified tables are offered")
    func noDatabase() async {
        var tab = TabTest(.table)
        tab.state.database = nil
        #expect(await tab.tab("select * from ") == "|\"Odd \"\"one\"\"\" plant shop|")
        #expect(await tab.tab("select * from plant.c") == "select * from plant.customers ")
        #expect(await tab.tab("select na‸ from plant.customers") == "select name ")
    }
}
