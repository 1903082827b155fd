import IoTDBWire

/// How values are read: each says whether it could be.
extension OptionTable {
    static func list(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }

    /// A port from 1 to 65535, digits only.
    static func port(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text), port > 0 else {
            return nil
        }
        return Int(port)
    }

    /// The same for a field that may be unset; with `assign` a value that could not be read would unset it.
    static func assignOptional<Value>(_ field: inout Value?, _ value: Value?) -> Bool {
        guard let value else { return false }
        field = value
        return true
    }

    /// Sets a field when the value could be read; says whether it could.
    static func assign<Value>(_ field: inout Value, _ value: Value?) -> Bool {
        guard let value else { return false }
        field = value
        return true
    }
}

extension ShellOptions {
    mutating func setHost(_ text: String) -> Bool {
        // Brackets are how IPv6 addresses stand in lists and URLs; here they may stay away.
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        guard let address = try? NodeAddress(host: bare) else { return false }
        host = address.host
        return true
    }

    mutating func setNodes(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        nodes = parts.compactMap { try? NodeAddress(parsing: String($0.trimmingBlanks())) }
        return nodes.count == parts.count
    }

    mutating func addFile(_ name: String) -> Bool {
        inputs.append(.file(name))
        return !name.isEmpty
    }

    @discardableResult
    mutating func changeTLS(_ change: (inout TLS) -> Void) -> Bool {
        var changed = tls ?? TLS()
        change(&changed)
        tls = changed
        return true
    }
}

extension Duration {
    /// Reads a positive number of seconds such as `3` or `0.5`, at most 10⁹; nil for anything else.
    init?(seconds text: String) {
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 1e9 else { return nil }
        self = .milliseconds(max(1, Int64(seconds * 1000)))
    }
}
