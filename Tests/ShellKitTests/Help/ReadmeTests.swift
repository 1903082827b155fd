import Foundation
import IoTDBTesting
import ShellKit
import Testing

/// What the README says of flags, commands, formats, statuses and the official shell is what the tables say.
@Suite struct ReadmeTests {
    private let readme: String

    init() throws {
        readme = try String(contentsOf: Vectors.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
    }

    /// The cells of a Markdown table's rows behind a heading.
    private func table(behind heading: String) throws -> [[String]] {
        let start = try #require(readme.range(of: heading))
        let lines = readme[start.upperBound...].split(separator: "\n").drop { !$0.hasPrefix("|") }
        return lines.prefix { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.replacing("\\|", with: "\u{0}").split(separator: "|", omittingEmptySubsequences: true).map { cell in
                cell.replacing("\u{0}", with: "|").replacing("`", with: "").trimmingCharacters(in: .whitespaces)
            }
        }
    }

    @Test func theTableOfTheOfficialShellIsTheSame() throws {
        let rows = try table(behind: "### Coming from Apache IoTDB's own shell")
        #expect(rows == Compatibility.rows.map { [$0.there, $0.here] })
    }

    @Test func everyFlagAndCommandOfTheOfficialShellIsInTheTable() {
        let there = Compatibility.rows.map(\.there).joined(separator: " ").split { " ,=|…".contains($0) }
        let flags = OptionTable.all.filter { $0.section == .official }.flatMap(\.names)
        for flag in flags + ["-h", "-p", "-u", "-pw", "-e", "-c", "-help", "-sql_dialect"] {
            #expect(there.contains(Substring(flag)), "\(flag)")
        }
        for name in LegacyCommand.Name.allCases {
            for word in name.rawValue.split(separator: " ") { #expect(there.contains(word), "\(name.rawValue)") }
        }
    }

    @Test func flagsAndCommandsThatAreNamedExist() throws {
        // What follows a flag of another program is not ours.
        let ours = readme.split(separator: "\n").filter {
            !$0.contains("swift ") && !$0.contains("make ") && !$0.contains("package")
        }
        let text = ours.joined(separator: "\n")
        for match in text.matches(of: /(?:^|[\s`(])(--[a-z][a-z-]+)/) {
            #expect(OptionTable.find(String(match.1)) != nil, "\(match.1)")
        }
        for match in text.matches(of: /`\\([a-zA-Z?!]+)/) {
            #expect(throws: Never.self, "\(match.1)") { try MetaCommandRegistry.find(String(match.1)) }
        }
        let formats = try #require(text.firstMatch(of: /Formats: ([a-z, ]+)/))
        for name in ResultFormats.names { #expect(formats.1.contains(name) || text.contains("), \(name)."), "\(name)") }
    }

    @Test func exitStatusesAreThoseOfTheHelp() {
        for status in ["0", "1", "2", "3", "64", "130, 141"] {
            #expect(readme.contains("\n| \(status) |"), "\(status)")
        }
        for status in [0, 1, 2, 3, 64, 130, 141] { #expect(OptionHelp.text.contains("\n  \(status) "), "\(status)") }
    }
}
