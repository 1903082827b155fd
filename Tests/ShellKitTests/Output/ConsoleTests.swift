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

    @Test("The code of a server's error is red where colours are wanted, and in no log")
    func coloursCodes() {
        let (sink, log) = (MemorySink(), MemorySink())
        let console = Console(output: MemorySink(), error: sink)
        console.setLog(log)
        var failure = ShellError("a.sql:1: error 701 (SEMANTIC_ERROR): no: \u{1B}x\nLINE 1: a", .statementFailed)
        failure.details.code = 701
        let plain = "a.sql:1: error 701 (SEMANTIC_ERROR): no: \\x1bx\nLINE 1: a\n"
        console.report(failure)
        #expect(sink.text == plain)
        console.coloursErrors = true
        console.report(failure)
        #expect(
            sink.text == plain
                + plain.replacing("error 701 (SEMANTIC_ERROR)", with: "\u{1B}[1;31merror 701 (SEMANTIC_ERROR)\u{1B}[0m")
        )
        console.report(ShellError("no such file", .ownFailure))
        #expect(sink.text.hasSuffix("no such file\n"))
        #expect(!log.text.contains("[1;31m"))
    }
}
