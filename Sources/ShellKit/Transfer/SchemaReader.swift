import IoTDBWire

/// Asks the server what it knows of the columns that an import writes.
struct SchemaReader: Sendable {
    /// Most devices that are asked for one by one; more are asked for together.
    private static let separateDevices = 16
    let session: Session

    /// Types, alignment and categories of the columns of a file.
    func schema(_ subject: String, _ dialect: SQLDialect, _ heading: ImportHeading) async throws -> ImportSchema {
        dialect == .table ? try await table(subject) : try await tree(TreePath.withoutWildcards(subject), heading)
    }

    private func tree(_ root: String, _ heading: ImportHeading) async throws -> ImportSchema {
        var devices: Set<String> = []
        if !heading.hasDevice {
            for (index, column) in heading.columns.enumerated() where heading.roles[index] == .values {
                if let place = TreePath.place(of: column.name, under: root) { devices.insert(place.device) }
            }
        }
        var schema = ImportSchema()
        if !devices.isEmpty, devices.count <= Self.separateDevices {
            for device in devices.sorted() { try await add(to: &schema, series: device + ".*", devices: [device]) }
        } else {
            let path = root.isEmpty ? "root" : root
            try await add(
                to: &schema,
                series: path + ".**",
                devices: path == "root" ? ["root.**"] : [path, path + ".**"]
            )
        }
        return schema
    }

    private func add(to schema: inout ImportSchema, series: String, devices: [String]) async throws {
        let results = try await session.query("SHOW TIMESERIES \(raw: series)")
        for try await row in results.rows {
            guard let path = row.text("Timeseries"), let type = row.text("DataType")
            else { continue }
            schema.types[path] = DataType(name: type)
        }
        for device in devices {
            let results = try await session.query("SHOW DEVICES \(raw: device)")
            for try await row in results.rows {
                guard let path = row.text("Device"), let flag = row.text("IsAligned")
                else { continue }
                schema.aligned[path] = flag.lowercased() == "true"
            }
        }
    }

    private func table(_ table: String) async throws -> ImportSchema {
        var schema = ImportSchema()
        let results: ResultSet
        do throws(IoTDBError) {
            results = try await session.query("DESCRIBE \(raw: table)")
        } catch {
            // No such table: the first rows make it.
            guard error.serverStatus?.code == 550 || error.serverStatus?.code == 507 else { throw error }
            return schema
        }
        for try await row in results.rows {
            guard let name = row.text("ColumnName"), let type = row.text("DataType"),
                let word = row.text("Category")
            else { continue }
            schema.types[name.lowercased()] = DataType(name: type)
            schema.categories[name.lowercased()] = ImportColumnName.category(named: word)
        }
        return schema
    }
}

extension Row {
    /// The text of a cell; nil for null, another type or a column that there is not.
    func text(_ column: String) -> String? {
        switch self[column] {
        case .text(let text)?, .string(let text)?: text
        default: nil
        }
    }
}
