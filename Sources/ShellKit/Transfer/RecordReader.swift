/// Feeds a parser from a source.
struct RecordReader<Parser: RecordParser> {
    let source: any ByteSource
    private var parser: Parser
    private var piece = [UInt8](repeating: 0, count: 256 * 1024)
    private var isAtEnd: Bool
    /// Whether the batch was looked at before and is still to be handed out.
    private var isPending = false
    /// Line of the first record that is a row.
    private(set) var firstLine = 1

    /// - Parameter head: what was read of the source before.
    init(_ head: SourceHead, _ parser: Parser) {
        source = head.source
        isAtEnd = head.isWhole
        self.parser = parser
        head.bytes.withUnsafeBytes { self.parser.append($0) }
        if isAtEnd { self.parser.finish() }
    }

    /// The records found last.
    var batch: RecordBatch { parser.batch }

    /// Line at which the record behind those comes.
    var line: Int { parser.line }

    /// Looks for the next records; false at the end of the file.
    mutating func next() throws -> Bool {
        if isPending {
            isPending = false
            return true
        }
        while true {
            if parser.next() { return true }
            guard !isAtEnd else { return false }
            try fill()
        }
    }

    /// Looks at the first records, which the next ``next()`` hands out again.
    ///
    /// - Parameter header: whether the first of them is a header and no row.
    mutating func peek(header: Bool) throws {
        guard try next() else { return }
        isPending = true
        guard header else {
            firstLine = batch.records[0].line
            return
        }
        firstLine = batch.records.count > 1 ? batch.records[1].line : parser.line
    }

    private mutating func fill() throws {
        try piece.withUnsafeMutableBytes { [source] piece in
            let count = try source.read(into: piece)
            isAtEnd = count == 0
            if isAtEnd { parser.finish() } else { parser.append(UnsafeRawBufferPointer(rebasing: piece[..<count])) }
        }
    }
}

/// The first bytes of a source, which tell how it has to be read.
struct SourceHead {
    /// Bytes that are looked at.
    static let size = 256 * 1024
    let source: any ByteSource
    /// The first bytes.
    private(set) var bytes: [UInt8] = []
    /// Whether there are no others.
    private(set) var isWhole = false

    /// Reads until there are enough bytes, or no more.
    init(_ source: any ByteSource) throws {
        self.source = source
        var piece = [UInt8](repeating: 0, count: Self.size)
        while bytes.count < Self.size, !isWhole {
            let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
            bytes += piece[..<count]
            isWhole = count == 0
        }
    }

    /// The keys of the JSON objects, in the order in which they occur.
    var keys: [String] {
        var parser = JSONLinesParser()
        bytes.withUnsafeBytes { parser.append($0) }
        if isWhole { parser.finish() }
        _ = parser.next()
        return parser.keys
    }

    /// How fields are protected.
    ///
    /// IoTDB's tools end lines by CR LF behind a first column `Time` and write no field that RFC 4180 would read
    /// otherwise, apart from those with a backslash, or quotes that are not doubled.
    func quoting(delimiter: UInt8) -> DelimitedParser.Quoting {
        let lineFeed = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0
        guard lineFeed > 0, bytes[lineFeed - 1] == UInt8(ascii: "\r"), bytes.starts(with: "Time,".utf8) else {
            return .rfc4180
        }
        var parser = DelimitedParser(delimiter: delimiter)
        bytes.withUnsafeBytes { parser.append($0) }
        if isWhole { parser.finish() }
        _ = parser.next()
        let batch = parser.batch
        if batch.records.contains(where: { $0.fault != nil }) { return .backslash }
        let quoted = batch.fields.filter { $0.form == .quoted }
        // A line break or a bare comma inside quotes is RFC 4180; the tools put a backslash before the comma, and `\n`
        // for the line break.
        let isPlain = quoted.contains { field in
            let content = batch.content(of: field)
            if content.contains(UInt8(ascii: "\n")) { return true }
            return content.indices.contains { index in
                content[index] == delimiter && (index == content.startIndex || content[index - 1] != UInt8(ascii: "\\"))
            }
        }
        return isPlain ? .rfc4180 : .backslash
    }
}
