/// The columns of a result and where each name is; made once for a result and shared by its rows.
package final class ColumnIndex: Sendable {
    /// Columns in the order of the result.
    package let columns: [ResultColumn]
    private let positions: [String: Int]

    package init(_ columns: [ResultColumn]) {
        self.columns = columns
        positions = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Position of the first column with a name.
    package func position(of name: String) -> Int? { positions[name] }
}
