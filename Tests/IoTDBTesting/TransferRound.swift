import Foundation
package import IoTDBWire

/// Exports a schema, imports the file into an empty place, exports again, and compares the files byte by byte.
package struct TransferRound: Sendable {
    /// Runs the shell with arguments behind those that name the server.
    package typealias Shell = @Sendable ([String]) async throws -> ProcessResult

    private let schema: TransferSchema
    private let session: Session
    private let folder: String
    private let shell: Shell

    /// - Parameters:
    ///   - session: of the schema's dialect.
    ///   - folder: where the files go.
    package init(_ schema: TransferSchema, _ session: Session, folder: String, shell: @escaping Shell) {
        self.schema = schema
        self.session = session
        self.folder = folder
        self.shell = shell
    }

    /// What differs; nil for nothing.
    package func difference() async throws -> String? {
        try await drop()
        try await write()
        let commands = schema.dialect == .table ? ["use \(schema.database)"] : []
        let (one, two) = ("\(folder)/1.\(schema.ending)", "\(folder)/2.\(schema.ending)")
        let (dump, again) = ("\(folder)/1.sql", "\(folder)/2.sql")
        var failure = try await run(
            commands + [
                "\\dump schema \(schema.subject) to '\(dump)'",
                "\\copy \(schema.subject) to '\(one)' \(schema.exportOptions)",
            ]
        )
        if let failure { return failure }
        try await drop()
        if schema.loadsSchema {
            let loaded = try await shell(dialectFlags + ["-f", dump])
            if loaded.status != 0 { return "loading the schema: \(loaded.errorText)\n\(text(dump))" }
        } else if schema.dialect == .table {
            try await session.executeNonQuery("CREATE DATABASE \(raw: schema.database)")
        }
        failure = try await run(
            commands + [
                "\\copy \(schema.subject) from '\(one)' \(schema.importOptions)",
                "\\dump schema \(schema.subject) to '\(again)'",
                "\\copy \(schema.subject) to '\(two)' \(schema.exportOptions)",
            ]
        )
        if let failure { return failure }
        try await drop()
        // Without the schema devices are made as the import makes them, with the server's encodings.
        if schema.loadsSchema, text(dump) != text(again) { return "schema:\n\(text(dump))\nthen:\n\(text(again))" }
        return bytes(one) == bytes(two) ? nil : "rows (\(schema.exportOptions)):\n\(text(one))\nthen:\n\(text(two))"
    }

    private var dialectFlags: [String] { schema.dialect == .table ? ["--dialect", "table"] : [] }

    private func run(_ commands: [String]) async throws -> String? {
        let result = try await shell(dialectFlags + commands.flatMap { ["-e", $0] })
        return result.status == 0 ? nil : "\(commands): status \(result.status), \(result.errorText)"
    }

    private func drop() async throws {
        switch schema.dialect {
        case .tree: try? await session.deleteDatabase(schema.database)
        case .table: try await session.executeNonQuery("DROP DATABASE IF EXISTS \(raw: schema.database)")
        }
    }

    private func write() async throws {
        if schema.dialect == .table {
            try await session.executeNonQuery("CREATE DATABASE \(raw: schema.database)")
            try await session.executeNonQuery("USE \(raw: schema.database)")
        } else {
            try await session.createDatabase(schema.database)
        }
        for part in schema.parts { try await session.insert(part.tablet, aligned: part.isAligned) }
    }

    private func bytes(_ path: String) -> Data? { try? Data(contentsOf: URL(fileURLWithPath: path)) }

    private func text(_ path: String) -> String { bytes(path).map { String(decoding: $0, as: UTF8.self) } ?? "no file" }
}

/// How many cases are tried.
package enum TransferCases {
    /// The number that a variable of the environment gives, else the usual one.
    package static func count(_ variable: String, else usual: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? usual
    }
}
