/// How the columns of a result are named for people: what all paths share once, the rest in each column.
struct HeadingLayout: Sendable, Equatable {
    /// The name of one column.
    struct Heading: Sendable, Equatable {
        /// What tells the device from others; empty where it need not be said.
        var device = ""
        /// The measurement, with the function around it, or the whole name.
        var name: String
    }

    /// The levels that all paths begin with; nil when names are full.
    private(set) var shared: String?
    /// One heading for each column.
    private(set) var headings: [Heading]

    /// Full names.
    init(full names: [String]) {
        headings = names.map { Heading(name: $0) }
    }

    /// Names without what they share. Full ones where nothing is gained, or where two different names would look the
    /// same.
    ///
    /// - Parameter stacks: whether devices stand on a line of their own.
    init(short names: [String], stacks: Bool) {
        self.init(full: names)
        let parts = names.map { HeadingParts($0) }
        let devices = parts.flatMap { $0.paths.map { $0.dropLast() } }
        guard let first = devices.first else { return }
        var common = devices.dropFirst().reduce(into: first) { common, device in
            common = common.prefix(zip(common, device).prefix { $0 == $1 }.count)
        }
        let isOneDevice = devices.allSatisfy { $0 == common }
        // `root` alone is no news.
        if common.count < 2 { common = [] }
        guard !common.isEmpty || (stacks && !isOneDevice) else { return }
        let headings = parts.map { Self.heading($0, dropping: common.count, stacks: stacks && !isOneDevice) }
        guard Self.areDistinct(headings, where: names) else { return }
        self.headings = headings
        shared =
            common.isEmpty ? nil : String(decoding: Array(common.joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
    }

    /// The layout that some options ask for.
    init(_ names: [String], _ options: RenderOptions, stacks: Bool) {
        self = options.shortensHeadings ? HeadingLayout(short: names, stacks: stacks) : HeadingLayout(full: names)
    }

    /// Whether a line for devices is needed.
    var hasDevices: Bool { headings.contains { !$0.device.isEmpty } }

    private static func heading(_ parts: HeadingParts, dropping count: Int, stacks: Bool) -> Heading {
        guard stacks, parts.paths.count == 1, let path = parts.paths.first else {
            return Heading(name: parts.name(droppingNodes: count))
        }
        let device = path.dropLast().dropFirst(count).joined(separator: [UInt8(ascii: ".")])
        return Heading(
            device: String(decoding: Array(device), as: UTF8.self),
            name: parts.name(droppingNodes: path.count - 1)
        )
    }

    /// Whether columns of different names still have different headings.
    private static func areDistinct(_ headings: [Heading], where names: [String]) -> Bool {
        var seen: [String: String] = [:]
        for (heading, name) in zip(headings, names) {
            // Compared as they are read, device before name, in full: a node may hold any character but a line feed is
            // shown escaped.
            let text = heading.device + "\n" + heading.name
            if let other = seen.updateValue(name, forKey: text), other != name { return false }
        }
        return true
    }
}

/// Headings that are wider than the cells below them.
enum FoldedHeading {
    /// Divides text that is safe for a terminal into lines of at most `width` columns, behind points, underscores and
    /// the like, or before a capital, where there are any.
    static func lines(of text: String, width: Int) -> [String] {
        guard width > 0, DisplayWidth.columns(of: text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        var columns = 0
        for character in text {
            let more = DisplayWidth.columns(of: String(character))
            if columns + more > width, !line.isEmpty {
                let rest = takeBehindBreak(&line, following: character)
                lines.append(line)
                line = rest
                columns = DisplayWidth.columns(of: line)
            }
            line.append(character)
            columns += more
        }
        return lines + [line]
    }

    /// Cuts a line at its last place to break, and answers what stood behind it; nothing where there is no good place.
    ///
    /// - Parameter following: what stands behind the line.
    private static func takeBehindBreak(_ line: inout String, following: Character) -> String {
        let characters = Array(line) + [following]
        let breaks = characters.indices.dropFirst().filter { index in
            "._-(, /".contains(characters[index - 1])
                || characters[index].isUppercase && characters[index - 1].isLowercase
        }
        guard let place = breaks.last, place < line.count, place * 3 >= line.count else { return "" }
        line = String(characters[..<place])
        return String(characters[place...].dropLast())
    }
}
