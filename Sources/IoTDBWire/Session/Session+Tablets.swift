extension Session {
    /// Writes a tablet (`insertTablet`), in several requests where it is larger than
    /// ``SessionConfiguration/maximumRequestSize``.
    ///
    /// A tablet made with `device:` goes to the tree model, one made with `table:` to a table of the current database.
    /// A tablet without rows is not sent.
    ///
    /// - Parameters:
    ///   - tablet: rows of one device or table.
    ///   - aligned: as in ``insertRecord(device:timestamp:measurements:values:aligned:idempotent:)``; means nothing in
    ///     the table model.
    ///   - idempotent: as there, for each of the requests.
    /// - Returns: hints of the server for the next write; in the table model one for each row, in the order of time.
    /// - Throws: `IoTDBError`: ``IoTDBError/Code/invalidArgument`` before anything is sent, also when the dialect of
    ///   the session is another one; ``IoTDBError/Code/serverError``, after which the columns or rows that fit may have
    ///   been written (507, 607); ``IoTDBError/Code/outcomeUnknown``. When an earlier request of the same tablet was
    ///   carried out, ``IoTDBError/notes`` tells how many rows that wrote.
    @discardableResult
    public func insert(
        _ tablet: Tablet,
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(tablet.dialect, for: "the tablet")
        let limit = try await requestLimit(for: tablet.requestSize)
        var hints: [RedirectHint] = []
        var written = 0
        var encoded = EncodedTablet()
        for slice in try tablet.slices(maximumBytes: limit.request, maximumRowBytes: limit.row) {
            tablet.encode(slice, into: &encoded)
            let status: Status
            do throws(IoTDBError) {
                status = try await write(
                    RPCMethod.insertTablet,
                    InsertTabletRequest(tablet, encoded, aligned: aligned),
                    devices: configuration.followsRedirects
                        ? tablet.devices(of: slice, database: database) : [],
                    idempotent: idempotent
                )
            } catch {
                throw written == 0 ? error : error.after("\(written) rows had been written before")
            }
            for hint in status.redirectHints() {
                let item = tablet.dialect == .table ? hint.item + written : 0
                hints.append(RedirectHint(item: item, node: hint.node))
            }
            written += slice.rows.count
        }
        return hints
    }

    /// Writes tablets of several devices of the tree model (`insertTablets`), as many in a request as
    /// ``SessionConfiguration/maximumRequestSize`` allows.
    ///
    /// - Returns: hints, by the place of the tablet in `tablets`.
    /// - Throws: as ``insert(_:aligned:idempotent:)``.
    @discardableResult
    public func insertTablets(
        _ tablets: [Tablet],
        aligned: Bool = false,
        idempotent: Bool = false
    ) async throws(IoTDBError) -> [RedirectHint] {
        try require(.tree, for: "insertTablets")
        for tablet in tablets where tablet.dialect != .tree {
            throw IoTDBError(.invalidArgument, "insertTablets takes tablets of devices; \(tablet.target) is a table")
        }
        let limit = try await requestLimit(for: tablets.reduce(0) { $0 + $1.requestSize })
        var hints: [RedirectHint] = []
        var batch = TabletBatch(aligned: aligned)
        // All of them first: a tablet that cannot be sent is told before anything is written.
        var parts: [[TabletSlice]] = []
        for tablet in tablets {
            parts.append(try tablet.slices(maximumBytes: limit.request, maximumRowBytes: limit.row))
        }
        for (item, tablet) in tablets.enumerated() {
            for slice in parts[item] {
                var encoded = EncodedTablet()
                tablet.encode(slice, into: &encoded)
                if batch.isFull(adding: encoded, of: tablet, limit: limit.request) {
                    hints += try await send(&batch, idempotent)
                }
                batch.append(item, tablet, encoded)
            }
        }
        return hints + (try await send(&batch, idempotent))
    }

    private func send(_ batch: inout TabletBatch, _ idempotent: Bool) async throws(IoTDBError) -> [RedirectHint] {
        guard !batch.items.isEmpty else { return [] }
        let (request, items, written) = (batch.request, batch.items, batch.rowsSent)
        batch.startNext()
        do throws(IoTDBError) {
            return try await write(
                RPCMethod.insertTablets,
                request,
                devices: request.prefixPaths,
                idempotent: idempotent
            ).redirectHints(items: items)
        } catch {
            throw written == 0 ? error : error.after("\(written) rows had been written before")
        }
    }
}
