import IoTDBWire
import SQLText

/// Takes flag after flag from the arguments.
struct ArgumentReader {
    private var rest: ArraySlice<String>
    /// Flags that were written together, as in `-qt`, and are not handed out yet.
    private var cluster: [GivenOption] = []
    /// The argument before, when it was a flag with all of its value.
    private var flagBefore = ""

    init(_ arguments: [String]) { rest = arguments[...] }

    /// The next flag with its value, or nil at the end.
    mutating func next() throws(UsageError) -> GivenOption? {
        if !cluster.isEmpty { return cluster.removeFirst() }
        guard let argument = rest.popFirst() else { return nil }
        let count = rest.count
        defer { flagBefore = rest.count == count && argument.hasPrefix("-") ? argument : "" }
        if argument == "--" {
            guard let extra = rest.popFirst() else { return nil }
            return try operand(extra)
        }
        if let option = OptionTable.find(argument) {
            return GivenOption(option: option, name: argument, value: try value(of: option, named: argument))
        }
        guard argument.hasPrefix("-"), argument.utf8.count > 1 else { return try operand(argument) }
        return try joined(argument)
    }

    /// What stands there without a flag: an address, and nothing else.
    private func operand(_ text: String) throws(UsageError) -> GivenOption {
        guard ConnectionURL.isOne(text), let option = OptionTable.find("--url") else {
            // `-W secret` and the like are what other programs take.
            if ["-p", "-P", "-w", "-W", "--pass", "--ask-pass", "--no-pass"].contains(where: flagBefore.hasPrefix) {
                let flag = StatementRedactor.redactAddresses(
                    flagBefore.hasPrefix("--") ? flagBefore : String(flagBefore.prefix(2))
                )
                throw UsageError("unexpected argument behind \(flag), not shown here; a password goes behind -pw")
            }
            throw UsageError(
                "unexpected argument \"\(StatementRedactor.redactAddresses(text))\"; "
                    + "statements go behind -e, files behind -f, a database behind -d"
            )
        }
        return GivenOption(option: option, name: "URL", value: text)
    }

    /// Reads `--name=value`, `-p6668` or `-qt`.
    private mutating func joined(_ argument: String) throws(UsageError) -> GivenOption {
        let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0])
        if let option = OptionTable.find(name) {
            guard option.valueName != nil, halves.count == 2 else { throw UsageError("\(name) takes no value") }
            return GivenOption(option: option, name: name, value: String(halves[1]))
        }
        if argument.hasPrefix("-pw"), let option = OptionTable.find("-pw") {
            return GivenOption(option: option, name: "-pw", value: String(argument.dropFirst(3)))
        }
        let nearest = NearestName.find(name, in: OptionTable.all.filter { !$0.isHidden }.flatMap(\.names))
        if nearest?.dropFirst() != name[...], !argument.hasPrefix("--"), let short = try short(argument) {
            return short
        }
        throw UsageError(
            "unknown option \(StatementRedactor.redactAddresses(name))"
                + (nearest.map { "; did you mean \($0)?" } ?? "")
        )
    }

    /// One letter with its value behind it, or several letters of which only the last may have a value, which follows;
    /// nil when it is neither.
    private mutating func short(_ argument: String) throws(UsageError) -> GivenOption? {
        let letters = argument.unicodeScalars.dropFirst()
        guard let first = letters.first, let option = OptionTable.find("-\(first)") else { return nil }
        let others = String(String.UnicodeScalarView(letters.dropFirst()))
        // Other programs take a password there.
        if first == "p", !others.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            throw UsageError("-p takes a port, a number from 1 to 65535; a password goes behind -pw")
        }
        if option.valueName != nil { return GivenOption(option: option, name: "-\(first)", value: others) }
        var options: [Option] = []
        for letter in letters {
            guard let option = OptionTable.find("-\(letter)"), options.last?.valueName == nil else { return nil }
            options.append(option)
        }
        for option in options.dropFirst() {
            let name = option.names[0]
            cluster.append(GivenOption(option: option, name: name, value: try value(of: option, named: name)))
        }
        return GivenOption(option: option, name: "-\(first)", value: nil)
    }

    /// The value behind a flag. Another flag in its place means that the value was forgotten; `-5` and `-` are values.
    private mutating func value(of option: Option, named name: String) throws(UsageError) -> String? {
        guard let valueName = option.valueName else { return nil }
        // A password may look like anything.
        let isTaken = rest.first.map { option.names[0] == "-pw" && $0 != "-pw" || OptionTable.find($0) == nil } ?? false
        guard let next = rest.first, next != "--", isTaken else {
            throw UsageError("\(name) needs a value: \(name) \(valueName)")
        }
        rest.removeFirst()
        return next
    }
}
