/// The arguments of `\tail`.
package struct TailOptions: Sendable, Equatable {
    /// Rows that are shown first.
    package var count = 10
    /// Whether later rows are shown as they come.
    package var follows = false
    /// Time between two questions.
    package var interval = Duration.seconds(1)
    /// The path, table or query.
    package var subject = ""

    /// Reads options until the first word that is none; what follows is the subject as it stands there.
    package init(_ text: String) throws(SeriesError) {
        var rest = Substring(text)
        func word() -> Substring {
            rest = rest.drop(while: \.isWhitespace)
            return rest.prefix { !$0.isWhitespace }
        }
        func take() -> String {
            let found = word()
            rest = rest[found.endIndex...]
            return String(found)
        }
        while word().hasPrefix("-"), word().utf8.count > 1, !word().hasPrefix("--") {
            let option = take()
            switch option {
            case "-f": follows = true
            case "-n":
                let value = take()
                guard let number = Int(value), (0...100_000).contains(number) else {
                    throw SeriesError("-n \(value): give a number from 0 to 100000")
                }
                count = number
            case "-i":
                let value = take()
                guard let seconds = Double(value), seconds >= 0.05, seconds <= 86_400 else {
                    throw SeriesError("-i \(value): give a number of seconds from 0.05 to 86400")
                }
                interval = .milliseconds(Int64(seconds * 1000))
            default: throw SeriesError("\(option) is not allowed; there are -n N, -f and -i SEC")
            }
        }
        _ = word()
        subject = String(rest)
        while subject.last?.isWhitespace ?? false { subject.removeLast() }
        guard !subject.isEmpty else { throw SeriesError("a path, a table or a query is missing") }
    }
}
