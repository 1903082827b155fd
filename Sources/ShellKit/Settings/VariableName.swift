/// Names of the user's variables: letters, digits and `_`.
package enum VariableName {
    /// Whether a text can be such a name.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first), text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
    }

    /// A name made of any text: what no name may hold becomes `_`.
    package static func made(from text: String) -> String {
        String(
            decoding: text.utf8.map { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    ? byte : 0x5F
            },
            as: UTF8.self
        )
    }
}
