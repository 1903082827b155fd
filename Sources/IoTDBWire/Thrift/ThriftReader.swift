/// Reads one message in one of the protocols.
///
/// Every length is checked against the bytes left before anything is made of it.
package protocol ThriftReader: ThriftCoder {
    /// State of the struct being read.
    var frame: StructFrame { get set }
    /// Offset of the next byte from the start of the message.
    var offset: Int { get }
    /// Bytes not read yet.
    var remaining: Int { get }
    /// Memory that what is read may still take.
    var allowance: DecodingAllowance { get set }
    /// The protocol that is read.
    static var wireProtocol: ThriftProtocol { get }

    func readMessageHeader() throws(ThriftDecodingError) -> ThriftMessageHeader
    /// Type and id of the next field; `.stop` ends the struct.
    func readFieldHeader() throws(ThriftDecodingError) -> (type: ThriftType, id: Int16)
    func readBool() throws(ThriftDecodingError) -> Bool
    func readByte() throws(ThriftDecodingError) -> Int8
    func readI16() throws(ThriftDecodingError) -> Int16
    func readI32() throws(ThriftDecodingError) -> Int32
    func readI64() throws(ThriftDecodingError) -> Int64
    func readDouble() throws(ThriftDecodingError) -> Double
    /// The bytes of a string or binary, as a slice of the message.
    func readBinary() throws(ThriftDecodingError) -> ArraySlice<UInt8>
    /// Element type and size of a list or set.
    ///
    /// The size is at most the bytes left.
    func readListHeader() throws(ThriftDecodingError) -> (element: ThriftType, count: Int)
    /// Types and size of a map.
    ///
    /// The size is at most half the bytes left; the types of an empty map mean nothing.
    func readMapHeader() throws(ThriftDecodingError) -> (key: ThriftType, value: ThriftType, count: Int)
    /// A Boolean inside a list: the compact protocol writes it unlike one in a field.
    func readBoolElement() throws(ThriftDecodingError) -> Bool
    /// The bytes from an earlier offset up to here.
    func bytes(from offset: Int) -> ArraySlice<UInt8>
    /// Passes over fixed or counted bytes.
    func skipBytes(_ count: Int) throws(ThriftDecodingError)
}

/// What a reader knows of the struct it is in.
///
/// Saved and restored around nested structs.
package struct StructFrame {
    /// Field whose value comes next.
    var id: Int16 = 0
    /// Type of that value.
    var type: ThriftType = .stop
    /// Whether a visited field has taken the value.
    var isTaken = false
    /// Ids 0…63 of the fields that were read.
    var seen: UInt64 = 0
    /// Whether fields are only checked for being there.
    var isVerifying = false
    /// Nesting of structs, lists and maps.
    var depth = 0
    /// Last field id, for the compact protocol's differences.
    var previousID: Int16 = 0
    /// Value of a Boolean field, which the compact protocol keeps in the field header.
    var boolInHeader: Bool?

    package init() {}
}

/// Deepest nesting that is read; Apache Thrift's own default.
let maximumThriftDepth = 64

extension ThriftReader {
    func fail(_ reason: String) -> ThriftDecodingError { ThriftDecodingError(reason, at: offset) }

    package func field<Value: ThriftValue>(
        _ id: Int16,
        _ name: StaticString,
        _ value: inout Value
    ) throws(ThriftDecodingError) {
        if frame.isVerifying {
            if frame.seen & (1 << UInt64(id & 63)) == 0 { throw fail("required field \(id) '\(name)' is missing") }
        } else if takesField(id, Value.thriftType) {
            value = try Value.read(from: self)
        }
    }

    package func field<Value: ThriftValue>(
        _ id: Int16,
        _ name: StaticString,
        _ value: inout Value?
    ) throws(ThriftDecodingError) {
        if !frame.isVerifying && takesField(id, Value.thriftType) { value = try Value.read(from: self) }
    }

    /// Whether the value that comes next belongs to this field.
    ///
    /// A known id with another type is skipped like an unknown one.
    private func takesField(_ id: Int16, _ type: ThriftType) -> Bool {
        guard !frame.isTaken, frame.id == id, frame.type == type else { return false }
        frame.isTaken = true
        frame.seen |= 1 << UInt64(id & 63)
        return true
    }

    /// Reads the fields of a struct in any order, skips unknown ones, then looks for missing ones.
    func readStruct<Value: ThriftStruct>(_ value: inout Value) throws(ThriftDecodingError) {
        let outer = frame
        guard outer.depth < maximumThriftDepth else { throw fail("more than \(maximumThriftDepth) nested structs") }
        frame = StructFrame()
        frame.depth = outer.depth + 1
        while true {
            let header = try readFieldHeader()
            if header.type == .stop { break }
            frame.id = header.id
            frame.type = header.type
            frame.isTaken = false
            try value.code(self)
            if !frame.isTaken { try skip(header.type) }
        }
        frame.isVerifying = true
        try value.code(self)
        frame = outer
    }

    /// The size of a collection, after checking that its elements can be in the bytes left.
    func checkedCount(_ count: Int, elementSize: Int) throws(ThriftDecodingError) -> Int {
        guard count >= 0 else { throw fail("negative collection size \(count)") }
        guard count <= remaining / elementSize else {
            throw fail("a collection of \(count) elements does not fit in the \(remaining) bytes left")
        }
        return count
    }
}

/// What is left to pass over in one nesting level of an unknown value.
private enum Pending {
    /// Fields up to the stop byte; the compact protocol's last field id of the level above is kept.
    case fields(outerPreviousID: Int16)
    /// That many elements of a list or set.
    case elements(ThriftType, Int)
    /// That many values of a map: keys and values in turn.
    case entries(key: ThriftType, value: ThriftType, left: Int)
}

extension ThriftReader {
    /// Passes over a value of a field without recursion, so that deep nesting costs no stack.
    func skip(_ type: ThriftType) throws(ThriftDecodingError) {
        var stack: [Pending] = []
        try skipOne(type, inCollection: false, &stack)
        while let level = stack.popLast() {
            switch level {
            case .fields(let outerPreviousID):
                let header = try readFieldHeader()
                if header.type == .stop {
                    frame.previousID = outerPreviousID
                } else {
                    stack.append(level)
                    try skipOne(header.type, inCollection: false, &stack)
                }
            case .elements(let element, let left) where left > 0:
                stack.append(.elements(element, left - 1))
                try skipOne(element, inCollection: true, &stack)
            case .entries(let key, let value, let left) where left > 0:
                stack.append(.entries(key: key, value: value, left: left - 1))
                try skipOne(left % 2 == 0 ? key : value, inCollection: true, &stack)
            case .elements, .entries:
                break
            }
        }
    }

    private func skipOne(_ type: ThriftType, inCollection: Bool, _ stack: inout [Pending]) throws(ThriftDecodingError) {
        guard stack.count + frame.depth < maximumThriftDepth else {
            throw fail("more than \(maximumThriftDepth) nested values")
        }
        switch type {
        case .stop: throw fail("a value of type 'stop'")
        case .bool: _ = inCollection ? try readBoolElement() : try readBool()
        case .byte: _ = try readByte()
        case .i16: _ = try readI16()
        case .i32: _ = try readI32()
        case .i64: _ = try readI64()
        case .double: _ = try readDouble()
        case .string: _ = try readBinary()
        case .structure:
            stack.append(.fields(outerPreviousID: frame.previousID))
            frame.previousID = 0
        case .list, .set:
            let header = try readListHeader()
            stack.append(.elements(header.element, header.count))
        case .map:
            let header = try readMapHeader()
            stack.append(.entries(key: header.key, value: header.value, left: header.count * 2))
        }
    }
}
