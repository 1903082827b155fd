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
