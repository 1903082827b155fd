/// Prints measures, one a line.
struct Report {
    /// Whether a line is a JSON object.
    let isJSON: Bool

    /// One figure, beside what it is compared with.
    struct Measure {
        let name: String
        let value: Double
        let unit: String
        /// Value of the peer in the same unit, measured in turn with this one.
        var peer: (name: String, value: Double)?
        /// Whether a smaller value is the better one.
        var isTime = false

        /// How many times better than the peer; 1 is as good.
        var ratio: Double? { peer.map { isTime ? $0.value / value : value / $0.value } }
    }

    /// Prints a measure.
    func print(_ measure: Measure) {
        Swift.print(isJSON ? json(measure) : text(measure))
    }

    private func text(_ measure: Measure) -> String {
        let name = measure.name.padded(to: 34)
        let value = "\(measure.value.threeDigits) \(measure.unit)".padded(to: 22)
        guard let ratio = measure.ratio, let peer = measure.peer else { return name + value }
        return name + value + "\(ratio.threeDigits) × \(peer.name)"
    }

    private func json(_ measure: Measure) -> String {
        var line = #"{"name":"\#(measure.name)","value":\#(measure.value),"unit":"\#(measure.unit)""#
        if let ratio = measure.ratio, let peer = measure.peer {
            line += #","peer":"\#(peer.name)","ratio":\#(ratio)"#
        }
        return line + #","peak_rss_mib":\#(PeakMemory.mebibytes)}"#
    }
}

extension Double {
    /// The number with about three digits that count.
    var threeDigits: String {
        guard isFinite, self != 0 else { return "\(self)" }
        if magnitude >= 100 { return "\(Int(rounded()))" }
        let scale: Double = magnitude >= 10 ? 10 : magnitude >= 1 ? 100 : 1000
        return "\((self * scale).rounded() / scale)"
    }
}

extension String {
    /// The text with blanks behind it.
    func padded(to length: Int) -> String { self + String(repeating: " ", count: max(1, length - count)) }
}
