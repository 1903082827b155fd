/// Every flag of the command line.
package enum OptionTable {
    /// All flags, section by section in the order of `--help`.
    package static let all: [Option] = connection + input + output + demo + tls + general + official

    /// The flag of a name with its dashes, or nil.
    package static func find(_ name: some StringProtocol) -> Option? {
        all.first { $0.names.contains { $0 == name } }
    }
}
