package import IoTDBWire

/// Writes a Thrift struct as the tree in which the vectors describe it, with the field names of the interface
/// definition.
package final class TreeWriter: ThriftWriter {
    /// Not used: a tree has no bytes.
    package var bytes: [UInt8] = []
    private var levels: [Level] = []
    private var result: JSON = .null

    private enum Level {
        case structure([String: JSON], pending: String)
        case list([JSON], Int)
        case map([String: JSON], key: String?, Int)
    }

    private init() {}

    /// The tree of a value.
    package static func tree(of value: some ThriftValue) -> JSON {
        let writer = TreeWriter()
        value.write(to: writer)
        return writer.result
    }

    package func field<Value: ThriftValue>(_ id: Int16, _ name: StaticString, _ value: inout Value) {
        guard case .structure(let fields, _)? = levels.popLast() else {
            preconditionFailure("a field outside a struct")
        }
        levels.append(.structure(fields, pending: name.description))
        value.write(to: self)
    }

    package func field<Value: ThriftValue>(_ id: Int16, _ name: StaticString, _ value: inout Value?) {
        if var present = value { field(id, name, &present) }
    }

    package func writeStruct<Value: ThriftStruct>(_ value: Value) {
        levels.append(.structure([:], pending: ""))
        var copy = value
        do { try copy.code(self) } catch { preconditionFailure("a tree takes every field: \(error)") }
        guard case .structure(let fields, _)? = levels.popLast() else { preconditionFailure("levels are balanced") }
        emit(.object(fields))
    }

    private func emit(_ value: JSON) {
        guard let level = levels.popLast() else {
            result = value
            return
        }
        switch level {
        case .structure(var fields, let name):
            fields[name] = value
            levels.append(.structure(fields, pending: ""))
        case .list(let items, let left):
            close(.list(items + [value], left - 1), when: left == 1, .array(items + [value]))
        case .map(let entries, nil, let left):
            levels.append(.map(entries, key: value.string, left))
        case .map(var entries, let key?, let left):
            entries[key] = value
            close(.map(entries, key: nil, left - 1), when: left == 1, .object(entries))
        }
    }

    private func close(_ level: Level, when isLast: Bool, _ value: JSON) {
        if isLast { emit(value) } else { levels.append(level) }
    }

    package func writeListHeader(_ element: ThriftType, _ count: Int) {
        if count == 0 { emit(.array([])) } else { levels.append(.list([], count)) }
    }

    package func writeMapHeader(_ key: ThriftType, _ value: ThriftType, _ count: Int) {
        if count == 0 { emit(.object([:])) } else { levels.append(.map([:], key: nil, count)) }
    }

    package func writeBinary(_ value: some Collection<UInt8>) {
        if value is String.UTF8View {
            emit(.string(String(decoding: Array(value), as: UTF8.self)))
        } else {
            emit(.object(["$hex": .string(Array(value).hex)]))
        }
    }

    package func writeDouble(_ value: Double) {
        let digits = String(value.bitPattern, radix: 16)
        emit(.object(["bits": .string(String(repeating: "0", count: 16 - digits.count) + digits)]))
    }

    package func writeMessageHeader(_ header: ThriftMessageHeader) {}
    package func writeFieldHeader(_ type: ThriftType, _ id: Int16) {}
    package func writeBoolField(_ id: Int16, _ value: Bool) { emit(.bool(value)) }
    package func writeBool(_ value: Bool) { emit(.bool(value)) }
    package func writeByte(_ value: Int8) { emit(.integer(Int64(value))) }
    package func writeI16(_ value: Int16) { emit(.integer(Int64(value))) }
    package func writeI32(_ value: Int32) { emit(.integer(Int64(value))) }
    package func writeI64(_ value: Int64) { emit(.string(String(value))) }
}
