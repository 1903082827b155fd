import IoTDBTesting
import IoTDBWire
import Testing

/// Characters that swallow the separator beside them, when text is compared by whole characters.
@Suite struct CombinedCharactersTests {
    /// A combining mark, a joiner, and characters that combine with what follows them.
    static let marks = ["\u{301}", "\u{200D}", "\u{6DD}", "\u{600}", "\u{110BD}", "\u{FE0F}"]

    @Test(arguments: marks)
    func addressesAreReadAsTheyArePrinted(_ mark: String) throws {
        let address = try NodeAddress(host: "a" + mark, port: 7000)
        #expect(address.description == "a\(mark):7000")
        let again = try NodeAddress(parsing: address.description)
        #expect(again.host.unicodeScalars.elementsEqual(address.host.unicodeScalars) && again.port == 7000)
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(parsing: "a:" + mark + "7000") }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(parsing: "[" + mark + "::1]:7000") }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(parsing: "[::1]" + mark + ":7000") }
        #expect(throws: IoTDBError(.invalidArgument, "")) { try NodeAddress(host: "a/" + mark) }
    }

    @Test(arguments: marks)
    func backQuotesAreDoubled(_ mark: String) throws {
        let quoted = try TreeName.quoted(measurement: mark + "a`" + mark + "b")
        #expect(quoted.unicodeScalars.elementsEqual("`\(mark)a``\(mark)b`".unicodeScalars))
        #expect(throws: IoTDBError.self) { try TreeName.quoted(device: "root.d*" + mark) }
    }

    @Test func partsAreThoseOfTheBytes() {
        for mark in Self.marks {
            let text = "a:\(mark)b:" + mark
            #expect(text.parts(at: ":").map { Array($0.utf8) } == ["a", mark + "b", mark].map { Array($0.utf8) })
            #expect(text.parts(at: ":", splits: 1).count == 2)
        }
        #expect("".parts(at: ":") == [""])
        #expect(":".parts(at: ":") == ["", ""])
    }
}
