import Foundation
package import IoTDBWire

/// Statements that were recorded one after the other: a folder of cassettes, and the list that keeps their order.
package enum Corpus: String, Sendable, CaseIterable {
    /// Statements of the tree model, over the data of ``CorpusData``.
    case tree
    /// Further ones, which create their own data and drop it.
    case treeMore = "tree-more"
    /// Statements of the table model, over the data of ``CorpusData``.
    case table
    /// Further ones, which create their own data and drop it.
    case tableMore = "table-more"

    /// Model of the statements.
    package var dialect: SQLDialect { self == .tree || self == .treeMore ? .tree : .table }

    /// The recordings in their order.
    package func statements() throws -> [CassetteName] {
        let file = Vectors.packageRoot.appendingPathComponent("Tests/Cassettes/\(rawValue).txt")
        let ids = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return ids.map { CassetteName(rawValue, String($0)) }
    }
}

extension Corpus {
    /// What of a recording a server cannot give twice.
    package struct Exemption: Sendable {
        /// The part that is not compared; columns, types and status always are.
        package let part: Part
        /// Why.
        package let reason: String

        /// A part of an answer.
        package enum Part: Sendable {
            /// Cells, but the number of rows is compared.
            case cells
            /// Cells and the number of rows.
            case rows
            /// The order of the rows, or of the words of a message.
            case order
        }
    }

    /// Everything that is not compared: all else must be the same bit by bit.
    package static let exemptions: [String: Exemption] = [
        "m-272": Exemption(part: .cells, reason: "a row was inserted at the time of the server's clock"),
        "m-274": Exemption(part: .cells, reason: "a row was inserted at the time of the server's clock"),
        "show-current-timestamp": Exemption(part: .cells, reason: "the time of the server's clock"),
        "show-queries": Exemption(part: .cells, reason: "times and ids of queries"),
        "explain": Exemption(part: .cells, reason: "number of a data region"),
        "t-explain": Exemption(part: .rows, reason: "number of a data region, and a layout that depends on it"),
        "explain-analyze": Exemption(part: .rows, reason: "times that were measured"),
        "t-explain-analyze": Exemption(part: .rows, reason: "times that were measured"),
        "show-cluster": Exemption(part: .cells, reason: "ports of the nodes"),
        "show-cluster-details": Exemption(part: .cells, reason: "ports of the nodes"),
        "t-show-cluster": Exemption(part: .cells, reason: "ports of the nodes"),
        "show-confignodes": Exemption(part: .cells, reason: "ports of the nodes"),
        "show-datanodes": Exemption(part: .cells, reason: "ports of the nodes, counts of regions"),
        "show-variables": Exemption(part: .cells, reason: "name and settings of the cluster"),
        "t-show-variables": Exemption(part: .cells, reason: "name and settings of the cluster"),
        "show-regions": Exemption(
            part: .rows,
            reason: "numbers, times and count of regions: one more with every week of data"
        ),
        "show-databases-details": Exemption(part: .cells, reason: "counts of regions"),
        "m-189": Exemption(
            part: .order,
            reason: "no ORDER BY; the last-value cache of several devices answers in any order"
        ),
        "t-m-019": Exemption(part: .order, reason: "the message lists types in the order of a hash set"),
        "t-m-044": Exemption(part: .order, reason: "the message lists types in the order of a hash set"),
        "count-timeseries-level": Exemption(part: .order, reason: "no ORDER BY; regions answer in any order"),
    ]
}
