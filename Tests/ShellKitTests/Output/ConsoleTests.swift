import IoTDBTesting
import ShellKit
import Testing

@Suite("Console")
struct ConsoleTests {
    @Test("What commands print cannot act on the terminal")
    func escapesControlCharacters() throws {
        let sink = MemorySink()
        try Console(output: sink, error: MemorySink()).write("a\u{1B}[31m\n温\u{9B}m\n\n")
        #expect(sink.text == "a\\x1b[31m\n温\\u{9b}m\n\n")
    }
}
