import IoTDBTesting
import ShellKit
import Testing

/// All statements of a folder of cassettes as one script for the shell, and the server that answers them.
struct FolderScript {
    let name: CassetteName
    let cassettes: [Cassette]
    private let server: ReplayServer

    init(folder: String) throws {
        let names = CassetteName.statements(of: folder)
        name = names[0]
        cassettes = try names.map { try $0.load() }
        server = try ReplayServer(cassettes, opening: try name.opening.load())
    }

    /// Runs the script with times as numbers; errors do not stop it.
    func run(format: String) throws -> ProcessResult {
        var arguments = ["--format", format, "--keep-going", "--timezone", "Asia/Shanghai", "-disableISO8601"]
        arguments += ["--dialect", name.dialect.rawValue]
        // The other formats show that the shell finds out by itself.
        if name.folder.hasSuffix("compact"), format == "csv" { arguments.append("--rpc-compression") }
        let script = cassettes.map { $0.statement + ";\n" }.joined()
        return try ShellRun.run(port: server.port, arguments, input: script)
    }

    /// Checks that every statement that failed is reported with place, code and message, in order, and nothing else.
    func checkErrors(_ result: ProcessResult) throws {
        let failed = cassettes.enumerated().filter { $1.summary?.code != 200 }
        #expect(result.status == (failed.isEmpty ? 0 : 3))
        var rest = result.errorText[...]
        for (index, cassette) in failed {
            let summary = try #require(cassette.summary)
            let place = "<stdin>:\(index + 1): error \(summary.code) ("
            #expect(rest.hasPrefix(place), "\(cassette.id): \(rest.prefix(200))")
            let message = ServerMessage.plain(summary.message ?? "the server gave no message")
            let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
            let shown = lines.map { DisplayText.safe(String($0)) }.joined(separator: "\n")
            let end = try #require(rest.range(of: ": \(shown)\n"), "\(cassette.id): \(rest.prefix(200))")
            rest = rest[end.upperBound...]
            try takeExcerpt(of: message, cassette.id, &rest)
        }
        // Behind them the account of all statements.
        let done = cassettes.count - failed.count
        let account = "\(done) of \(cassettes.count) statements were carried out; \(failed.count) failed\n"
        #expect(rest == (failed.isEmpty ? "" : account), "\(rest.prefix(500))")
    }
}

/// Takes the two lines that show the place a message names, or the name it complains of: the caret is below what the
/// message calls the input, or below that name.
private func takeExcerpt(of message: String, _ id: String, _ rest: inout Substring) throws {
    guard let place = message.firstMatch(of: /line ([0-9]+):[0-9]+/) else {
        guard rest.hasPrefix("LINE ") else { return }
        let lines = rest.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        try #require(lines.count == 3, "\(id)")
        let name = lines[0].dropFirst(lines[1].count - 1).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        #expect(!name.isEmpty && message.lowercased().contains(name.lowercased()), "\(id): \(lines[0])")
        rest = lines[2]
        return
    }
    let lines = rest.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    try #require(lines.count == 3, "\(id)")
    #expect(lines[0].hasPrefix("LINE \(place.1): "), "\(id): \(lines[0])")
    #expect(lines[1].last == "^" && lines[1].dropLast().allSatisfy { $0 == " " }, "\(id): \(lines[1])")
    rest = lines[2]
    guard let input = message.firstMatch(of: /(?:mismatched|extraneous) input '([^'\\]+)'/)?.1, input != "<EOF>",
        lines[0].utf8.allSatisfy({ $0 < 0x80 }), !lines[0].hasSuffix("...")
    else { return }
    let found = lines[0].dropFirst(lines[1].count - 1)
    #expect(found.lowercased().hasPrefix(input.lowercased()), "\(id): \(found) instead of \(input)")
}

extension Cassette.Expectation {
    /// The labels with the time column of a tree result in front.
    var allColumns: [String] { (hasTimeColumn ? ["Time"] : []) + columns }

    /// The types with that of the time column in front.
    var allTypes: [String] { (hasTimeColumn ? ["TIMESTAMP"] : []) + types }
}

extension CSVField {
    /// Whether the field is how csv shows a recorded cell.
    func shows(_ cell: Cassette.Cell?, type: String) -> Bool {
        switch cell {
        case nil: text.isEmpty && !isQuoted
        case .bool(let value): text == String(value)
        case .text(let recorded): shows(recorded, type)
        }
    }

    private func shows(_ recorded: String, _ type: String) -> Bool {
        switch type {
        case "FLOAT": shows(recorded, Float.init(bits:), Float.init(_:))
        case "DOUBLE": shows(recorded, Double.init(bits:), Double.init(_:))
        case "DATE": text == Self.date(recorded)
        case "BLOB": text == "0x" + recorded.dropFirst(2).dropLast()
        case "TEXT", "STRING": text == recorded && (isQuoted || !recorded.isEmpty)
        default: text == recorded
        }
    }

    /// The text must be read back as the same number, bit for bit; NaN has many patterns and one text.
    private func shows<Number: BinaryFloatingPoint>(
        _ recorded: String,
        _ bits: (Substring) -> Number?,
        _ number: (String) -> Number?
    ) -> Bool {
        guard let expected = bits(recorded.dropFirst(2)) else { return false }
        if expected.isNaN { return text == "NaN" }
        guard let shown = number(text) else { return false }
        return shown == expected && shown.sign == expected.sign
    }

    /// `20240229` as `2024-02-29`.
    private static func date(_ number: String) -> String {
        let digits = String(repeating: "0", count: max(0, 8 - number.count)) + number
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    }
}

extension Float {
    /// From the digits of its bits.
    fileprivate init?(bits: Substring) {
        guard let pattern = UInt32(bits, radix: 16) else { return nil }
        self.init(bitPattern: pattern)
    }
}

extension Double {
    /// From the digits of its bits.
    fileprivate init?(bits: Substring) {
        guard let pattern = UInt64(bits, radix: 16) else { return nil }
        self.init(bitPattern: pattern)
    }
}

extension FolderScript {
    /// Runs the statements one after the other with times in the zone of the recordings; answers header and rows of
    /// each aligned table by the statement's identifier.
    func tables() throws -> [String: [[String]]] {
        let arguments = ["--keep-going", "--timezone", "Asia/Shanghai", "--dialect", name.dialect.rawValue, "-q"]
        let script = cassettes.map { "\($0.statement);\n\\echo == \($0.id)\n" }.joined()
        let result = try ShellRun.run(port: server.port, arguments, input: script)
        var tables: [String: [[String]]] = [:]
        var rows: [[String]] = []
        for line in result.outputText.components(separatedBy: "\n") {
            if line.hasPrefix("== ") {
                tables[String(line.dropFirst(3))] = rows
                rows = []
            } else if !line.isEmpty, !line.hasPrefix("("), !line.allSatisfy({ $0 == "-" || $0 == "+" }) {
                rows.append(line.components(separatedBy: "|").map { String($0.trimmingBlanks()) })
            }
        }
        return tables
    }
}
