import IoTDBWire

/// `\nodes`: the servers of the cluster.
enum NodesCommand {
    /// The command.
    static let command = MetaCommand(
        "nodes",
        section: .connection,
        syntax: "[set HOST:PORT,...]",
        summary: "list the nodes: state, latency, and which is used (*); or set which are tried, in this order",
        argumentKind: .oneOf(["set"]),
        argumentCount: 0...Int.max,
        run: run
    )

    @Sendable
    private static func run(
        _ arguments: [String],
        _ context: any MetaCommandContext
    ) async throws -> MetaCommandOutcome {
        guard let verb = arguments.first else {
            try await context.write(await context.nodes().map(line).joined())
            return .done
        }
        guard verb.lowercased() == "set", arguments.count > 1 else {
            throw MetaCommandError(
                "\\nodes: \"\(verb)\" is not allowed; give nothing, or set and a list such as h1:6667,h2:6667"
            )
        }
        let nodes = try addresses(arguments.dropFirst().joined(separator: " "))
        try await context.setNodes(nodes)
        let list = nodes.map(\.description).joined(separator: ", ")
        let current = await context.connection?.address.description ?? "none"
        try await context.write("Nodes are \(list); connected to \(current).\n")
        return .done
    }

    /// Reads the list; commas or blanks separate its entries.
    private static func addresses(_ list: String) throws(MetaCommandError) -> [NodeAddress] {
        var addresses: [NodeAddress] = []
        for entry in list.split(separator: ",", omittingEmptySubsequences: false).flatMap(words) {
            let address = try address(entry, number: addresses.count + 1)
            guard !addresses.contains(address) else {
                throw MetaCommandError("\\nodes: entry \(addresses.count + 1), \(address), is there twice")
            }
            addresses.append(address)
        }
        return addresses
    }

    /// The words of what stands between two commas, or one that is empty: something is missing there.
    private static func words(_ text: Substring) -> [Substring] {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? [""] : words
    }

    private static func address(_ entry: Substring, number: Int) throws(MetaCommandError) -> NodeAddress {
        do throws(NodeAddressError) {
            return try NodeAddress(parsing: String(entry))
        } catch {
            throw MetaCommandError("\\nodes: entry \(number): \(error)")
        }
    }

    private static func line(_ node: NodeReport) -> String {
        let state =
            switch node.state {
            case .untried: "not tried yet"
            case .up: "up"
            case .down(let reason): "down: \(reason)"
            }
        let latency = node.latency.map { ", \($0.tenthsOfMilliseconds) ms" } ?? ""
        return "\(node.isCurrent ? "*" : " ") \(node.address)  \(state)\(latency)\n"
    }
}

extension Duration {
    /// Milliseconds with one decimal.
    fileprivate var tenthsOfMilliseconds: String {
        let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
