/// How many rows a page of a result has.
public enum FetchSize: Sendable, Hashable {
    /// A fixed number of rows, 1 or more.
    ///
    /// The server never splits a block, so a page may be larger.
    case rows(Int32)
    /// 500 rows first, then four times as many with every page until a page is about 1 MiB or 50 000 rows.
    case automatic
}

/// Chooses the size of each page of one result.
struct AdaptiveFetchSize: Sendable {
    /// First page, so that rows appear at once.
    static let firstRows: Int32 = 500
    /// Largest page; larger ones bring nothing on a local server.
    static let maximumRows: Int32 = 50_000
    /// Page size in bytes at which growing stops.
    static let targetBytes = 1 << 20

    private let mode: FetchSize
    /// Rows to ask for in the next page.
    private(set) var next: Int32

    init(_ mode: FetchSize) {
        self.mode = mode
        switch mode {
        case .rows(let rows): next = max(1, rows)
        case .automatic: next = Self.firstRows
        }
    }

    /// Takes the size of a page into account: on the wire, or laid out in memory where that is larger.
    mutating func pageReceived(bytes: Int) {
        switch mode {
        case .rows: break
        case .automatic:
            if bytes > 2 * Self.targetBytes {
                next = max(1, next / 2)
            } else if bytes < Self.targetBytes {
                next = min(Self.maximumRows, next * 4)
            }
        }
    }
}
