import ShellKit
import Testing

@Suite("ManPage")
struct ManPageTests {
    @Test("Every flag, command, variable and exit status has its entry")
    func entries() {
        let page = ManPage.text
        for option in OptionTable.all where !option.isHidden {
            #expect(page.contains(".B \"\(option.usage.replacing("-", with: "\\-"))\"\n"), "\(option.usage)")
        }
        for command in MetaCommandRegistry.all {
            let usage = command.usage.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            #expect(page.contains(".B \"\(usage)\"\n"), "\(command.usage)")
        }
        for heading in [
            "NAME", "SYNOPSIS", "OPTIONS", "META-COMMANDS", "COMPATIBILITY", "EXIT STATUS", "ENVIRONMENT", "FILES",
        ] {
            #expect(page.contains(".SH \(heading)\n"))
        }
        #expect(page.contains(".B \"IOTDB_PASSWORD\"\n"))
        #expect(!page.contains("\\-\\-man"))
    }

    @Test("No line of text is taken for a request")
    func requests() {
        for line in ManPage.text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect([".TH", ".SH", ".SS", ".PP", ".TP", ".B"].contains(line.prefix { $0 != " " }), "\(line)")
        }
    }
}
