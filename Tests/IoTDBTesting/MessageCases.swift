package import IoTDBWire

/// A message of any kind, read from a frame: its tree, and the same message written again.
package struct DecodedMessage {
    fileprivate let makeTree: () -> JSON
    fileprivate let rewrite: () -> [UInt8]

    /// Envelope and body as the vectors describe them.
    package var tree: JSON { makeTree() }
    /// The frame that our writer makes of the body that was read.
    package var rewritten: [UInt8] { rewrite() }
}

extension ThriftProtocol {
    /// Reads a frame of any method and direction; throws what the codec throws.
    package func decodeMessage(_ frame: [UInt8]) throws -> DecodedMessage {
        guard frame.count >= 4 else { throw ThriftDecodingError("no frame length", at: 0) }
        let length = frame[0..<4].reduce(0) { $0 << 8 | Int($1) }
        guard frame.count - 4 == length else { throw ThriftDecodingError("the frame is cut", at: frame.count) }
        return try read(frame[4...]) { header, reader throws(ThriftDecodingError) in
            try decodeBody(header, reader)
        }
    }

    private func decodeBody(
        _ header: ThriftMessageHeader,
        _ reader: any ThriftReader
    ) throws(ThriftDecodingError) -> DecodedMessage {
        if header.type == .exception {
            return decoded(header, "applicationException", try reader.readValue(ApplicationException.self))
        }
        guard let method = methodsByName[header.name] else {
            throw ThriftDecodingError("no method \(header.name)", at: 0)
        }
        return try decodeBody(of: method, header, reader)
    }

    private func decodeBody<M: AnyMethod>(
        of method: M,
        _ header: ThriftMessageHeader,
        _ reader: any ThriftReader
    ) throws(ThriftDecodingError) -> DecodedMessage {
        header.type == .reply
            ? decoded(header, "result", try reader.readValue(Reply<M.Response>.self))
            : decoded(header, "args", try reader.readValue(M.Arguments.self))
    }

    private func decoded(_ header: ThriftMessageHeader, _ member: String, _ body: some ThriftStruct) -> DecodedMessage {
        DecodedMessage(
            makeTree: {
                .object(["message": .object(Self.envelope(header)), member: TreeWriter.tree(of: body)])
            },
            rewrite: { frame(header, body) }
        )
    }

    private static func envelope(_ header: ThriftMessageHeader) -> [String: JSON] {
        let type = String(describing: header.type).uppercased()
        return ["name": .string(header.name), "type": .string(type), "seqid": .integer(Int64(header.sequenceID))]
    }
}

private let methodsByName = Dictionary(uniqueKeysWithValues: RPCMethod.all.map { ($0.name, $0) })
