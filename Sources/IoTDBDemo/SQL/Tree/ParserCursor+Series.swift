import IoTDBWire

extension ParserCursor {
    /// What stands after CREATE TIMESERIES.
    mutating func seriesDefinition() throws(StatementError) -> SeriesDefinition {
        var definition = SeriesDefinition(path: try path(), type: .unknown)
        if acceptSymbol("(") {
            definition.alias = try node(wildcards: false)
            try expectSymbol(")")
        }
        try properties(of: &definition)
        return definition
    }

    /// What stands after CREATE ALIGNED TIMESERIES.
    mutating func alignedSeries() throws(StatementError) -> Statement {
        let device = try path()
        try expectSymbol("(")
        var all: [SeriesDefinition] = []
        repeat {
            var definition = SeriesDefinition(path: device + [try node(wildcards: false)], type: .unknown)
            if acceptSymbol("(") {
                definition.alias = try node(wildcards: false)
                try expectSymbol(")")
            }
            try properties(of: &definition)
            all.append(definition)
        } while acceptSymbol(",")
        try expectSymbol(")")
        return .createAligned(device: device, all)
    }

    private mutating func properties(of definition: inout SeriesDefinition) throws(StatementError) {
        let isListed = accept("WITH")
        if accept("DATATYPE") {
            try expectSymbol("=")
        } else if isListed {
            throw .semantic("Expecting datatype")
        }
        definition.type = try dataType()
        while try property(of: &definition) {}
        if accept("TAGS") { definition.tags = try namedTexts() }
        if accept("ATTRIBUTES") { definition.attributes = try namedTexts() }
    }

    /// The name of a data type.
    mutating func dataType() throws(StatementError) -> DataType {
        guard current.kind == .word else { throw unexpected() }
        let name = take().text
        let type = DataType(name: name.uppercased())
        guard ![.unknown, .vector, .object].contains(type) else { throw .semantic("Unsupported datatype: \(name)") }
        return type
    }

    private mutating func property(of definition: inout SeriesDefinition) throws(StatementError) -> Bool {
        let separated = current.isSymbol(",") && following.kind == .word
        let name = separated ? following : current
        guard ["ENCODING", "COMPRESSOR", "COMPRESSION"].contains(where: { name.isKeyword($0) }) else {
            if separated, ["MAX_POINT_NUMBER", "LOSS", "COMPDEV"].contains(where: { name.isKeyword($0) }) {
                throw .unsupported(name.text.uppercased())
            }
            return false
        }
        // In a list of aligned series a comma may as well end the series, whose next name could be `encoding`.
        if separated { take() }
        take()
        try expectSymbol("=")
        guard current.kind == .word else { throw unexpected() }
        let value = take().text.uppercased()
        if name.isKeyword("ENCODING") {
            guard SeriesEncoding.all.contains(value) else { throw .semantic("Unsupported encoding: \(value)") }
            definition.encoding = value
        } else {
            guard SeriesEncoding.compressions.contains(value) else {
                throw .semantic("Unsupported compression: \(value)")
            }
            definition.compression = value
        }
        return true
    }

    private mutating func namedTexts() throws(StatementError) -> [NamedText] {
        try expectSymbol("(")
        var all: [NamedText] = []
        repeat {
            let name = try tagText()
            try expectSymbol("=")
            all.append(NamedText(name: name, text: try tagText()))
        } while acceptSymbol(",")
        try expectSymbol(")")
        return all
    }

    private mutating func tagText() throws(StatementError) -> String {
        guard [.string, .word, .quotedName, .integer].contains(current.kind) else { throw unexpected() }
        return take().text
    }
}
