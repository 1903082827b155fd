/// The cells of the row at hand by the coding keys of one type, and where their columns are: looked up once for all
/// rows of a result.
///
/// Nearly all keys are enums without associated values: one byte, which is an index into a table. Others are known by
/// their text, in the order in which the type asks for them.
///
/// The standard library copies a container for each cell that is read from it, and counting a reference takes longer
/// than reading the cell. Containers therefore refer to these without counting, and these are never freed: they serve
/// again, so that there are as many as were in use at the same time, and a container that outlives its decoder finds
/// one that tells so.
///
/// `@unchecked Sendable`: handed out under a lock, to one task at a time.
final class KeyedCells: @unchecked Sendable {
    /// Those that nobody uses.
    private static let idle = Lock<[KeyedCells]>([])

    /// What becomes of keys without columns.
    @exclusivity(unchecked) private(set) var missingColumns = RowDecoder.MissingColumns.throwing
    // Read for each cell, by one task that never reads and writes at once. The block is kept alive by the row that is
    // being decoded, and let go of before that ends: counting references for each cell would cost more than reading it.
    @exclusivity(unchecked) private var block: Unmanaged<RowBlock>?
    @exclusivity(unchecked) private var index = 0
    /// The decoder of the row, which lives as long as there is a block.
    @exclusivity(unchecked) private var decoding: Unmanaged<RowDecoding>?
    @exclusivity(unchecked) private var places: [Int] = []
    @exclusivity(unchecked) private var named: [NamedColumn] = []
    /// What of `named` is asked for next.
    @exclusivity(unchecked) private var next = 0

    /// A key that no column answers.
    private static var none: Int { -1 }
    /// A key that was not looked up yet.
    private static var unknown: Int { -2 }
    /// More than any flat type has; keys beyond are looked up each time.
    private static var mostNamed: Int { 256 }

    private init() {}

    /// One for the caller alone, until ``giveBack()``.
    static func take() -> KeyedCells {
        if let cells = idle.withLock({ $0.popLast() }) { return cells }
        let cells = KeyedCells()
        _ = Unmanaged.passRetained(cells)
        return cells
    }

    /// Forgets what is known of keys and serves somebody else.
    func giveBack() {
        end()
        places.removeAll(keepingCapacity: true)
        named.removeAll(keepingCapacity: true)
        Self.idle.withLock { $0.append(self) }
    }

    /// Goes to a row, which lives with its decoder until ``end()``.
    func begin(
        _ block: Unmanaged<RowBlock>,
        index: Int,
        of decoding: Unmanaged<RowDecoding>,
        _ missingColumns: RowDecoder.MissingColumns
    ) {
        (self.block, self.index, self.decoding) = (block, index, decoding)
        (self.missingColumns, next) = (missingColumns, 0)
    }

    /// Leaves the row.
    func end() { block = nil }

    /// The row at hand; nil when it has ended.
    var row: Row? { block.map { Row($0.takeUnretainedValue(), index: index) } }

    /// The row at hand.
    ///
    /// - Throws: ``IoTDBError/Code/invalidArgument`` for a container that outlived its row.
    func current() throws -> Row {
        guard let row else { throw RowDecoding.isGone }
        return row
    }

    /// The decoder of the row at hand.
    func decoder() throws -> RowDecoding {
        guard block != nil, let decoding else { throw RowDecoding.isGone }
        return decoding.takeUnretainedValue()
    }

    /// The cell of a key.
    @inline(__always)
    func get<Cell: StoredCell>(_ key: some CodingKey) throws -> Cell {
        guard let block else { throw RowDecoding.isGone }
        guard let position = position(of: key) else { throw notFound(key.stringValue) }
        let cell = block._withUnsafeGuaranteedRef { Cell(block: $0, row: index, position: position) }
        guard let cell else { throw mismatch(Cell.self, at: position) }
        return cell
    }

    /// The cell of a key; nil for a null.
    @inline(__always)
    func getIfPresent<Cell: StoredCell>(_ key: some CodingKey) throws -> Cell? {
        guard let block else { throw RowDecoding.isGone }
        guard let position = position(of: key) else {
            if missingColumns == .asNull { return nil }
            throw notFound(key.stringValue)
        }
        // Nearly all cells have a value, which is read first.
        let cell = block._withUnsafeGuaranteedRef { Cell(block: $0, row: index, position: position) }
        if let cell { return cell }
        if block._withUnsafeGuaranteedRef({ $0.isNull(row: index, position: position) }) { return nil }
        throw mismatch(Cell?.self, at: position)
    }

    @inline(never)
    private func notFound(_ key: String) -> any Error { row?.columnIndex.notFound(key) ?? RowDecoding.isGone }

    @inline(never)
    private func mismatch(_ type: Any.Type, at position: Int) -> any Error {
        row?.mismatch(type, at: position) ?? RowDecoding.isGone
    }

    /// Position of the column of a key; nil where no column answers it.
    @inline(__always)
    func position(of key: some CodingKey) -> Int? {
        guard let code = Self.code(of: key) else { return position(named: key.stringValue) }
        if code < places.count, places[code] != Self.unknown { return places[code] == Self.none ? nil : places[code] }
        return look(up: key.stringValue, code)
    }

    /// What tells a key of one byte from all others of its type; nil for larger keys.
    ///
    /// So small a value holds no reference: two of the same byte are the same key.
    @inline(__always)
    private static func code<Key: CodingKey>(of key: Key) -> Int? {
        guard MemoryLayout<Key>.size <= 1 else { return nil }
        return withUnsafeBytes(of: key) { $0.isEmpty ? 0 : Int($0[0]) }
    }

    @inline(never)
    private func look(up key: String, _ code: Int) -> Int? {
        while places.count <= code { places.append(Self.unknown) }
        let position = row?.columnIndex.position(of: key)
        places[code] = position ?? Self.none
        return position
    }

    @inline(never)
    private func position(named key: String) -> Int? {
        if next < named.count, named[next].key == key {
            next += 1
            return named[next - 1].position
        }
        if let place = named.firstIndex(where: { $0.key == key }) {
            next = place + 1
            return named[place].position
        }
        guard let position = row?.columnIndex.position(of: key) else { return nil }
        if named.count < Self.mostNamed {
            named.append(NamedColumn(key: key, position: position))
            next = named.count
        }
        return position
    }
}

/// The column that a key stands for.
private struct NamedColumn {
    let key: String
    let position: Int
}
