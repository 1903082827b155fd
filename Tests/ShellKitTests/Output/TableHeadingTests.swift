import Testing

@testable import ShellKit

/// How many rows a pager is to keep at the top.
@Suite struct TableHeadingTests {
    @Test(
        arguments: [
            (" Time | a \n------+---\n 1 | 2\n", 2),
            ("root.d1\n Time | a \n------+---\n 1 | 2\n", 3),
            ("┌──┬──┐\n│ a│ b│\n├──┼──┤\n│ 1│ 2│\n", 3),
            ("-[ RECORD 1 ]-\na | 1\n", 0),
            ("some text\nand more\n", 0),
            ("", 0),
            ("\n\n\n\n\n\n\n\n\n\n---+---\n", 0),
            ("no line end", 0),
        ]
    )
    func rows(text: String, count: Int) {
        var text = text
        #expect(text.withUTF8 { TableHeading.rows(UnsafeRawBufferPointer($0)) } == count)
    }
}
