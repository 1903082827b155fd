import CivilTime
import Foundation
import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

/// The table that Apache IoTDB's own shell printed for a statement, and ours for the answer that the same server gave
/// to us: the same texts of cells in the same order.
///
/// What differs on purpose is named here, and checked all the same.
@Suite(.serialized) struct OfficialTextTests {
    /// Why the texts of a statement cannot be the same.
    private enum Difference {
        /// The two recordings were made at different moments, on servers with other ports: digits differ.
        case anotherMoment
        /// The server gives rows without an order of their own.
        case noOrder
    }

    private static let differences: [String: Difference] = [
        "count-timeseries-level": .noOrder, "explain-analyze": .anotherMoment, "show-cluster": .anotherMoment,
        "show-cluster-details": .anotherMoment, "show-confignodes": .anotherMoment,
        "show-current-timestamp": .anotherMoment, "show-datanodes": .anotherMoment, "show-queries": .anotherMoment,
        "show-regions": .anotherMoment, "t-explain-analyze": .anotherMoment, "t-show-cluster": .anotherMoment,
    ]

    @Test(arguments: ["tree", "table"])
    func cellsHaveTheSameTexts(_ folder: String) throws {
        let script = try FolderScript(folder: folder)
        let ours = try script.tables()
        var compared = 0
        for cassette in script.cassettes {
            guard let text = try official(folder, cassette.id) else { continue }
            let (theirs, table) = (OfficialTable(text), ours[cassette.id])
            guard let theirs, cassette.summary?.code == 200 else { continue }
            let found = try #require(table, "\(cassette.id)")
            compare(cassette.id, theirs, found)
            compared += 1
        }
        #expect(compared > 35)
    }

    private func official(_ folder: String, _ id: String) throws -> String? {
        let url = Vectors.packageRoot.appendingPathComponent("Tests/Cassettes/cli/\(folder)/\(id).txt")
        return try? String(decoding: Data(contentsOf: url), as: UTF8.self)
    }

    private func compare(_ id: String, _ theirs: OfficialTable, _ ours: [[String]]) {
        let (theirs, ours) = (Self.comparable(theirs.rows, id), Self.comparable(ours, id))
        #expect(
            ours.first == theirs.first && ours.count == theirs.count,
            "\(id): \(ours.count) rows, not \(theirs.count)"
        )
        for (our, their) in zip(ours, theirs).dropFirst()
        where our.count != their.count || !zip(our, their).allSatisfy(isSame) {
            Issue.record("\(id): \(our) instead of \(their)")
            return
        }
    }

    /// The rows without what differs on purpose.
    private static func comparable(_ rows: [[String]], _ id: String) -> [[String]] {
        switch differences[id] {
        case nil: rows
        case .noOrder: rows.prefix(1) + rows.dropFirst().sorted { $0.lexicographicallyPrecedes($1) }
        case .anotherMoment: rows.map { $0.map { $0.replacing(/[0-9]+/, with: "0") } }
        }
    }

    private func isSame(_ our: String, _ their: String) -> Bool {
        // Rule: control characters are made visible, theirs reach the terminal.
        if our == DisplayText.safe(their) { return true }
        // Rule: the shortest digits that give the number back; Java 17 writes more for some.
        if let one = Float(our), let other = Float(their), one == other, our.utf8.count <= their.utf8.count {
            return true
        }
        if let one = Double(our), let other = Double(their), one == other, our.utf8.count <= their.utf8.count {
            return true
        }
        // Rule: instants of functions and of LAST are printed as times, theirs as numbers.
        guard let number = Int64(their), let zone = try? TimeZoneID("Asia/Shanghai") else { return false }
        var time = TimeFormatter(precision: .milliseconds, zone: zone)
        var text = TextBuffer()
        time.append(number, to: &text)
        return our == text.string
    }
}

/// A table as the official shell prints it: a header again every thousand rows.
private struct OfficialTable {
    /// The header, then the rows.
    private(set) var rows: [[String]] = []

    /// Nil for a text without a table.
    init?(_ text: String) {
        guard text.hasPrefix("+") else { return nil }
        // Lines of a table end with a bar or a plus; within a cell a line may end otherwise.
        var line = ""
        for part in text.components(separatedBy: "\n") {
            line += (line.isEmpty ? "" : "\n") + part
            if line.hasPrefix("|"), !line.hasSuffix("|") { continue }
            if line.hasPrefix("|") { add(line) }
            line = ""
        }
    }

    private mutating func add(_ line: String) {
        let cells = line.dropFirst().dropLast().components(separatedBy: "|").map { $0.trimmingBlanks() }.map {
            String($0)
        }
        if rows.isEmpty || cells != rows[0] { rows.append(cells) }
    }
}
