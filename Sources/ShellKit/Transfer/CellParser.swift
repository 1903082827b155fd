import CivilTime
import IoTDBWire

/// Why a cell is refused.
enum CellFault: Error, Sendable, Equatable {
    /// The text is not of the type; `expected` says what is.
    case mismatch(expected: String)
    /// The time is refused.
    case time(TimeFieldParser.Fault)
    /// The bytes are not UTF-8.
    case notUTF8
}

/// Turns the text of a cell into a value of a tablet's column.
enum CellParser {
    /// Appends a cell that is not null.
    @inline(__always)
    static func append(
        _ bytes: UnsafeRawBufferPointer,
        to column: inout TabletColumn,
        _ times: inout TimeFieldParser
    ) throws(CellFault) {
        switch column.schema.type {
        case .boolean: column.bits.append(try boolean(bytes) ? 1 : 0)
        case .int32: column.int32s.append(try int32(bytes))
        case .int64: column.int64s.append(try int64(bytes))
        case .float: column.int32s.append(Int32(bitPattern: try float(bytes).bitPattern))
        case .double: column.int64s.append(Int64(bitPattern: try double(bytes).bitPattern))
        case .date: column.int32s.append(try date(bytes))
        case .timestamp:
            do throws(TimeFieldParser.Fault) {
                column.int64s.append(try times.time(bytes))
            } catch {
                throw .time(error)
            }
        case .blob: column.appendCell(try blob(bytes))
        default:
            guard UTF8Check.isValid(bytes) else { throw .notUTF8 }
            column.appendCell(bytes)
        }
    }

    @inline(__always)
    private static func boolean(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> Bool {
        if bytes.count == 4, bytes.loadUnaligned(as: UInt32.self) | 0x2020_2020 == trueBits { return true }
        if bytes.count == 5, bytes.loadUnaligned(as: UInt32.self) | 0x2020_2020 == falsBits, bytes[4] | 0x20 == letterE
        {
            return false
        }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "f", "0": return false
        case "t", "1": return true
        default: throw .mismatch(expected: "true or false")
        }
    }

    /// The bytes of `true` as a number, in the machine's order.
    private static let trueBits: UInt32 = Array("true".utf8).withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    /// The first four bytes of `false`, and the last.
    private static let falsBits: UInt32 = Array("fals".utf8).withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    private static let letterE = UInt8(ascii: "e")

    @inline(__always)
    private static func int32(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> Int32 {
        guard let number = DecimalParser.integer(bytes), let value = Int32(exactly: number) else {
            throw .mismatch(expected: "an INT32")
        }
        return value
    }

    @inline(__always)
    private static func int64(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> Int64 {
        guard let value = DecimalParser.integer(bytes) else { throw .mismatch(expected: "an INT64") }
        return value
    }

    @inline(__always)
    private static func float(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> Float {
        guard let value = DecimalParser.float(bytes) else { throw .mismatch(expected: "a number") }
        return value
    }

    @inline(__always)
    private static func double(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> Double {
        guard let value = DecimalParser.double(bytes) else { throw .mismatch(expected: "a number") }
        return value
    }

    /// `2024-01-31`, or the bare number 20240131.
    private static func date(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> Int32 {
        var number = DecimalParser.integer(bytes)
        if bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") {
            let parts = [0..<4, 5..<7, 8..<10].map { part in
                bytes[part].allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                    ? DecimalParser.integer(UnsafeRawBufferPointer(rebasing: bytes[part])) : nil
            }
            number = parts.reduce(0) { sum, part in
                guard let sum, let part else { return nil }
                return sum * 100 + part
            }
        }
        guard let number, let value = Int32(exactly: number), DateNumber.isValid(value) else {
            throw .mismatch(expected: "a DATE from 1000-01-01 to 9999-12-31")
        }
        return value
    }

    /// `0x6162`, or SQL's `X'6162'`.
    private static func blob(_ bytes: UnsafeRawBufferPointer) throws(CellFault) -> [UInt8] {
        var digits = bytes[...]
        if bytes.count >= 2, bytes[0] == UInt8(ascii: "0"), bytes[1] | 0x20 == UInt8(ascii: "x") {
            digits = bytes[2...]
        } else if bytes.count >= 3, bytes[0] | 0x20 == UInt8(ascii: "x"), bytes[1] == UInt8(ascii: "'"),
            bytes[bytes.count - 1] == UInt8(ascii: "'")
        {
            digits = bytes[2..<(bytes.count - 1)]
        } else {
            throw .mismatch(expected: "a BLOB as 0x and hexadecimal digits")
        }
        guard digits.count.isMultiple(of: 2) else { throw .mismatch(expected: "a BLOB of whole bytes") }
        var blob: [UInt8] = []
        blob.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, digit < 0x80 else {
                throw .mismatch(expected: "a BLOB as 0x and hexadecimal digits")
            }
            if let first = high {
                blob.append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        return blob
    }
}

/// Checks of text from a file.
enum UTF8Check {
    /// Whether the bytes are well-formed UTF-8; ASCII is told eight bytes at a time.
    @inline(__always)
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while bytes.count - index >= 8 {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { return isValidText(bytes) }
            index += 8
        }
        while index < bytes.count {
            if bytes[index] >= 0x80 { return isValidText(bytes) }
            index += 1
        }
        return true
    }

    @inline(never)
    private static func isValidText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
