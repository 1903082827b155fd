import ShellKit
import Testing

/// Long lists of what a server expected, as a prompt shows them.
@Suite struct ExpectedTokensTests {
    @Test(
        arguments: [
            (
                "line 1:0 expecting {A, B, C, D, E, F, G, H, I, J}\nLINE 1: x",
                "line 1:0 expecting {A, B, C, D, E, F, G, H and 2 more}\nLINE 1: x"
            ),
            (
                "mismatched input 'x'. Expecting: ',', 'B', C, D, E, F, G, H, I, J",
                "mismatched input 'x'. Expecting: ',', 'B', C, D, E, F, G, H and 2 more"
            ),
            // Who is told what he meant need not search for it.
            (
                "line 1:0 x expecting {A, B, C, D, E, F, G, H, I, J}\nLINE 1: x\ndid you mean A?",
                "line 1:0 x\nLINE 1: x\ndid you mean A?"
            ),
            (
                "line 1:1: x. Expecting: A, B, C, D, E, F, G, H, I, J\ndid you mean A?",
                "line 1:1: x\ndid you mean A?"
            ),
            ("x. Expecting: A, B\ndid you mean A?", "x. Expecting: A, B\ndid you mean A?"),
            // One more than is shown would need as much room to say so.
            (" expecting {A, B, C, D, E, F, G, H, I}", " expecting {A, B, C, D, E, F, G, H, I}"),
            ("expecting {',', ')'}", "expecting {',', ')'}"), ("expecting {", "expecting {"), ("", ""),
            ("a, b, c, d, e, f, g, h, i, j, k", "a, b, c, d, e, f, g, h, i, j, k"),
        ]
    )
    func longListsAreCut(message: String, shown: String) {
        #expect(ExpectedTokens.shortened(message) == shown)
    }
}
