import IoTDBWire

extension ResultSet {
    /// Reads all pages; while one is looked at the next one is fetched.
    ///
    /// - Parameter keeper: What keeps the result for commands that show it again; nil for nothing.
    func eachPage(keeping keeper: ResultKeeper? = nil, _ body: (Page) throws -> Void) async throws {
        keeper?.begin(columns, precision: timestampPrecision)
        do {
            while let page = try await nextPage() {
                prefetch()
                try body(page)
                if keeper?.keep(page) != true { recycle(page) }
            }
        } catch {
            keeper?.end(isWhole: false)
            throw error
        }
        keeper?.end(isWhole: true)
    }
}
