import IoTDBWire

/// `\nodes`: the servers of the cluster.
enum NodesCommand {
    /// The command.
    static let command = MetaCommand(
        "nodes",
        section: .connection,
        arguments: [.optional("set", .words(["set"])), .repeated("HOST:PORT,")],
        summary: "list the nodes: which is in use (*), state, latency, last error; or set which are tried, in order",
        run: run
    )

    @Sendable
    private static func run(_ arguments: CommandArguments, _ context: CommandContext) async throws -> CommandOutcome {
        guard let verb = arguments["set"] else {
            try await context.output.write(table(await context.connection.nodes()))
            return .done
        }
        let list = arguments.all("HOST:PORT,")
        guard verb.lowercased() == "set", !list.isEmpty else {
            throw MetaCommandError(
                "\\nodes: \"\(verb)\" is not allowed; give nothing, or set and a list such as h1:6667,h2:6667"
            )
        }
        let nodes = try addresses(list.joined(separator: " "))
        try await context.connection.setNodes(nodes)
        let names = nodes.map(\.description).joined(separator: ", ")
        let current = await context.connection.connection?.address.description ?? "none"
        await context.output.note("Nodes are \(names); connected to \(current).")
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
        do throws(IoTDBError) {
            return try NodeAddress(parsing: String(entry))
        } catch {
            throw MetaCommandError("\\nodes: entry \(number): \(error.message)")
        }
    }

    /// A heading and one line a node.
    private static func table(_ nodes: [NodeReport]) -> String {
        let rows = [["In use", "Node", "State", "Latency", "Last error"]] + nodes.map(row)
        let widths = rows[0].indices.map { column in rows.reduce(0) { max($0, DisplayWidth.columns(of: $1[column])) } }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - DisplayWidth.columns(of: cell))
            }
            let last = row.lastIndex { !$0.isEmpty } ?? 0
            return (cells[..<last] + [row[last]]).joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func row(_ node: NodeReport) -> [String] {
        let address = node.address.description
        let (state, failure): (String, String?) =
            switch node.state {
            case .untried: ("not tried yet", node.lastError)
            case .up: ("up", node.lastError)
            case .down(let reason): ("down", reason)
            }
        return [
            node.isCurrent ? "*" : "", address, state, node.latency.map { "\($0.tenthsOfMilliseconds) ms" } ?? "",
            failure.map { withoutAddress($0, address) } ?? "",
        ]
    }

    /// The reason without the address, which stands in its own column.
    private static func withoutAddress(_ reason: String, _ address: String) -> String {
        for opening in ["cannot connect to \(address): ", "\(address): "] where reason.hasPrefix(opening) {
            return String(reason.dropFirst(opening.count))
        }
        return reason
    }
}
