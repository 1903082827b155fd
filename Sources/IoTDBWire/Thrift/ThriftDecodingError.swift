/// Why bytes are not a Thrift message, or a value cannot be one.
package struct ThriftDecodingError: Error, Sendable, CustomStringConvertible {
    /// What was expected and what was found.
    package let reason: String
    /// Offset of the offending byte from the start of the message.
    package let offset: Int

    package init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// One line with reason and offset.
    package var description: String { "\(reason) at byte \(offset)" }
}
