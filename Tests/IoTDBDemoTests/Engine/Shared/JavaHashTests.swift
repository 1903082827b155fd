import Testing

@testable import IoTDBDemo

@Suite("Order of a real server's hash maps")
struct JavaHashTests {
    @Test("keys come in the order in which Apache IoTDB 2.0.1-beta listed them")
    func databases() {
        let created = [
            "root.big", "root.sparse", "root.evil", "root.wide", "root.perf", "root.ln", "root.工厂", "root.types",
            "root.copy",
        ]
        let order = JavaHash.order(of: created, capacity: JavaHash.thriftCapacity(created.count))
        let listed = [
            "root.工厂", "root.big", "root.perf", "root.ln", "root.sparse", "root.evil", "root.copy", "root.types",
            "root.wide",
        ]
        #expect(order.map { created[$0] } == listed)
    }

    @Test("maps grow as in Java", arguments: [(0, 16, 16), (11, 16, 16), (12, 32, 16), (13, 32, 32), (100, 256, 256)])
    func capacities(count: Int, concurrent: Int, growing: Int) {
        #expect(JavaHash.concurrentCapacity(count) == concurrent)
        #expect(JavaHash.growingCapacity(count) == growing)
    }
}
