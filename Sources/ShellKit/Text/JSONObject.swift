/// JSON objects of messages, one a line.
package enum JSONObject {
    /// A value of an object.
    package enum Value: Sendable, Equatable {
        /// Text.
        case string(String)
        /// A whole number.
        case number(Int)
        /// True or false.
        case boolean(Bool)
        /// Nothing.
        case null
    }

    /// An object with its members in the order given.
    package static func text(_ members: [(String, Value)]) -> String {
        "{" + members.map { "\(quoted($0.0)):\(valueText($0.1))" }.joined(separator: ",") + "}"
    }

    private static func valueText(_ value: Value) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .number(let number): "\(number)"
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .null: "null"
        }
    }

    /// A string with what JSON and terminals cannot take written as `\uXXXX`.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isInvisible(scalar):
                result += escaped(scalar)
            case _: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Marks that turn the direction of text or have no width, which hide what a terminal shows.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .format || scalar.properties.generalCategory == .lineSeparator
            || scalar.properties.generalCategory == .paragraphSeparator
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        UTF16.encode(scalar).map { units in
            units.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        } ?? ""
    }
}
