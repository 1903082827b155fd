/// Writes one message in one of the protocols.
package protocol ThriftWriter: ThriftCoder {
    /// The bytes written so far.
    var bytes: [UInt8] { get set }

    func writeMessageHeader(_ header: ThriftMessageHeader)
    func writeFieldHeader(_ type: ThriftType, _ id: Int16)
    /// Writes a field whose value is a Boolean; the compact protocol keeps it in the header.
    func writeBoolField(_ id: Int16, _ value: Bool)
    func writeBool(_ value: Bool)
    func writeByte(_ value: Int8)
    func writeI16(_ value: Int16)
    func writeI32(_ value: Int32)
    func writeI64(_ value: Int64)
    func writeDouble(_ value: Double)
    func writeBinary(_ value: some Collection<UInt8>)
    func writeListHeader(_ element: ThriftType, _ count: Int)
    func writeMapHeader(_ key: ThriftType, _ value: ThriftType, _ count: Int)
    /// Writes the fields of a struct and the stop byte.
    func writeStruct<Value: ThriftStruct>(_ value: Value)
}

extension ThriftWriter {
    package func field<Value: ThriftValue>(_ id: Int16, _ name: StaticString, _ value: inout Value) {
        write(value, inField: id)
    }

    package func field<Value: ThriftValue>(_ id: Int16, _ name: StaticString, _ value: inout Value?) {
        if let value { write(value, inField: id) }
    }

    private func write<Value: ThriftValue>(_ value: Value, inField id: Int16) {
        if let bool = value as? Bool {
            writeBoolField(id, bool)
        } else {
            writeFieldHeader(Value.thriftType, id)
            value.write(to: self)
        }
    }

    /// Visits the fields.
    ///
    /// A writer never throws, so an error here is a mistake of the program.
    func writeFields<Value: ThriftStruct>(of value: Value) {
        var copy = value
        do throws(ThriftDecodingError) {
            try copy.code(self)
        } catch {
            preconditionFailure("writing fields cannot fail: \(error)")
        }
    }
}
