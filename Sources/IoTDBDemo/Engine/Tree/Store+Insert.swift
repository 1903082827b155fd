import IoTDBWire

extension Store {
    /// INSERT: makes what is missing and stores what fits; what does not fit is one error after the rest was stored.
    mutating func insert(_ insert: InsertStatement) throws(StatementError) {
        let device = try preparedDevice(of: insert)
        try addMissing(insert, device)
        var failures: [Failure] = []
        for (time, row) in zip(insert.times, insert.rows) {
            var failed: [Failure] = []
            for (name, literal) in zip(insert.measurements, row) {
                do throws(InsertFailure) {
                    try store(literal, name, insert.device, at: time ?? WallClock.milliseconds())
                } catch {
                    failed.append(Failure(name: name, reason: error.reason))
                }
            }
            if failures.isEmpty { failures = failed }
        }
        guard !failures.isEmpty else { return }
        let names = failures.map(\.name).joined(separator: ", ")
        let reasons = failures.map(\.reason).joined(separator: ", ")
        throw StatementError(code: 507, message: "Fail to insert measurements [\(names)] caused by [\(reasons)]")
    }

    private struct Failure {
        let name: String
        let reason: String
    }

    /// Checks the path of the device before anything is made.
    private func preparedDevice(of insert: InsertStatement) throws(StatementError) -> Int? {
        let text = NodeName.join(insert.device)
        guard insert.device.count > 1 else {
            throw StatementError(
                code: 509,
                message: "\(text) is not a legal path, because it is no longer than default sg level: 1"
            )
        }
        if let node = insert.device.first(where: { $0.contains("*") && !$0.hasPrefix("`") }),
            let name = insert.measurements.first
        {
            let status =
                "TSStatus(code:509, message:\(text).\(name) is not a legal path, because \(node) is an illegal name.)"
            throw StatementError(code: 507, message: status)
        }
        guard !insert.device[1].contains(" ") else {
            throw StatementError(
                code: 509,
                message: "The database name can only contain english or chinese characters, numbers, backticks and "
                    + "underscores. \(NodeName.join(insert.device.prefix(2))) is not a legal path"
            )
        }
        return tree.find(insert.device)
    }

    /// Makes the series that the first value of a new measurement calls for.
    private mutating func addMissing(_ insert: InsertStatement, _ device: Int?) throws(StatementError) {
        for (position, name) in insert.measurements.enumerated() {
            if let device, resolve(name, device) != nil { continue }
            guard let literal = insert.rows.lazy.compactMap({ $0[position] }).first else { continue }
            let path = insert.device + [name]
            do {
                try checkPlace(of: path)
            } catch let error where error.code == 506 {
                throw StatementError(code: 507, message: "TSStatus(code:506, message:\(error.message))")
            }
            let isAligned = device.flatMap { tree.nodes[$0].isAligned } ?? insert.isAligned
            if isAligned, !insert.isAligned {
                let message =
                    "time series under this device is aligned, please use createAlignedTimeseries or change device. "
                    + "(Path: \(NodeName.join(insert.device)))"
                throw StatementError(code: 507, message: "TSStatus(code:609, message:\(message))")
            }
            add(SeriesDefinition(path: path, type: literal.inferredType), isAligned: isAligned)
        }
    }

    /// The series of a device that has a name or an alias.
    func resolve(_ name: String, _ device: Int) -> Int? {
        if let index = tree.nodes[device].indices[name] { return tree.nodes[index].series == nil ? nil : index }
        return tree.nodes[device].children.first { tree.nodes[$0].series?.alias == name }
    }

    private mutating func store(
        _ literal: InsertLiteral?,
        _ name: String,
        _ device: [String],
        at time: Int64
    ) throws(InsertFailure) {
        guard let parent = tree.find(device), let index = resolve(name, parent) else {
            throw InsertFailure(reason: "Path [\(NodeName.join(device)).\(name)] does not exist")
        }
        guard let literal, let type = tree.nodes[index].series?.type else { return }
        tree.nodes[index].series?.set(try literal.value(as: type), at: time)
    }
}

/// Why one value could not be stored.
struct InsertFailure: Error {
    /// The server's words.
    let reason: String
}
