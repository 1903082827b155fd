import Foundation
import IoTDBTesting

/// A piece of Swift in the documentation.
struct DocumentedCode: Sendable {
    /// The file, and the line on which the piece begins.
    let place: String
    /// Its text without white space, so that it may be laid out in another way.
    let text: String

    /// Every piece of the README, of the articles, and of the comments of the libraries.
    ///
    /// Lines of a manifest are left out: `Scripts/outside-package.sh` builds a package with them.
    static func all() throws -> [DocumentedCode] {
        let articles = try files("Sources/IoTDBWire/Documentation.docc", ending: ".md")
        let sources =
            try files("Sources/IoTDBWire", ending: ".swift") + files("Sources/IoTDBWireFoundation", ending: ".swift")
        let all = try (["README.md"] + articles + sources).flatMap { try pieces(of: $0) }
        return all.filter { !$0.text.hasPrefix(".package(") }
    }

    /// The text of all files with examples that are compiled and run, without white space.
    static func compiled() throws -> [String] {
        let examples = try files("Tests/DocumentationTests", ending: ".swift") + files("Examples", ending: ".swift")
        return try examples.map { try dense(lines(of: $0)) }
    }

    /// The text of a file of the package.
    static func text(of file: String) throws -> String {
        try String(contentsOf: Vectors.packageRoot.appendingPathComponent(file), encoding: .utf8)
    }

    private static func pieces(of file: String) throws -> [DocumentedCode] {
        var (pieces, piece): ([DocumentedCode], [String]?) = ([], nil)
        for (number, line) in try lines(of: file).enumerated() {
            let text = trimmed(
                line.drop { $0 == " " }.starts(with: "///") ? line.drop { $0 == " " }.dropFirst(3) : line[...]
            )
            if text == "```swift" {
                piece = []
            } else if text == "```", let lines = piece {
                let code = lines.filter { !$0.hasPrefix("import ") }
                pieces.append(DocumentedCode(place: "\(file):\(number + 1 - lines.count)", text: dense(code)))
                piece = nil
            } else {
                piece?.append(text)
            }
        }
        return pieces
    }

    private static func dense(_ lines: [String]) -> String {
        lines.joined().filter { !$0.isWhitespace }
    }

    private static func trimmed(_ line: some StringProtocol) -> String { line.trimmingCharacters(in: .whitespaces) }

    private static func lines(of file: String) throws -> [String] {
        try text(of: file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func files(_ folder: String, ending: String) throws -> [String] {
        let root = Vectors.packageRoot.appendingPathComponent(folder).resolvingSymlinksInPath()
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }
}
