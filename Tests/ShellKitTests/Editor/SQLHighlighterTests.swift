import SQLText
import Testing

@testable import ShellKit

@Suite struct SQLHighlighterTests {
    /// The text with each span in brackets behind the first letter of its style; plain spans left out.
    private func marked(_ text: String, cursor: Int? = nil, after openStatement: String = "") -> String {
        let highlighter = SQLHighlighter(
            grammar: .tree,
            keywords: ["SELECT", "FROM", "ROOT", "TIME"],
            commands: ["q", "timing", "gx"],
            openStatement: openStatement
        )
        let scalars = Array(text.unicodeScalars)
        var styles = [TextStyle](repeating: .plain, count: scalars.count)
        for span in highlighter.spans(of: text, cursor: cursor ?? scalars.count) {
            for index in span.range { styles[index] = span.style }
        }
        var marked = ""
        var last = TextStyle.plain
        for (scalar, style) in zip(scalars, styles) {
            if style != last {
                if last != .plain { marked += "]" }
                if style != .plain { marked += "\("\(style)".prefix(1))[" }
                last = style
            }
            marked.unicodeScalars.append(scalar)
        }
        return marked + (last == .plain ? "" : "]")
    }

    @Test(arguments: [
        ("select 温度, s1 from root.sg1", "k[select] 温度, s1 k[from] root.sg1"),
        ("SELECT time, 'it''s' x", "k[SELECT] k[time], s['it''s'] x"),
        ("a > 1.5 and t < 10m", "a > n[1].n[5] and t < n[10m]"),
        ("from root.select.time.1a", "k[from] root.select.time.1a"),
        ("select 1 -- no", "k[select] n[1] c[-- no]"),
        ("select /* a", "k[select] c[/* a]"),
        ("select 'open", "k[select] e[']s[open]"),
        ("select `open", "k[select] e[`]open"),
        ("select 1 \\gx", "k[select] n[1] c[\\gx]"),
    ])
    func coloursStatements(_ text: String, _ expected: String) {
        #expect(marked(text) == expected)
    }

    @Test func aCommandIsColouredOnceItIsOneAndUnderlinedWhenItCannotBecomeOne() {
        #expect(marked("\\timing on") == "c[\\timing] on")
        #expect(marked("  \\q") == "c[  \\q]" || marked("  \\q") == "  c[\\q]")
        #expect(marked("\\tim") == "\\tim")
        #expect(marked("\\tim", cursor: 2) == "e[\\tim]")
        #expect(marked("\\x") == "e[\\x]")
        #expect(marked("\\tim x") == "e[\\tim] x")
    }

    @Test func aLineGoesOnWithWhatAnEarlierOneOpened() {
        #expect(marked("b' from", after: "select 'a\n") == "s[b'] k[from]")
        #expect(marked("b", after: "select 'a\n") == "s[b]")
        #expect(marked("*/ from", after: "/* x\n") == "c[*/] k[from]")
        #expect(marked("from x", after: "select 1\n") == "k[from] x")
    }

    @Test(arguments: ["", "'", "\\", "\u{301}", "👨‍👩‍👧'", "`\\", "--", "1.", ".1", "\\\\"])
    func nothingBreaksIt(_ text: String) {
        _ = marked(text)
    }
}
