import ShellKit
import Testing

@Suite
struct SchemaOutlineTests {
    @Test
    func branchesStandUnderTheirParents() {
        var outline = SchemaOutline()
        let lines = [
            outline.line("root", depth: 0, isLast: true),
            outline.line("a", depth: 1, isLast: false),
            outline.line("a1", depth: 2, isLast: true),
            outline.line("b", depth: 1, isLast: true),
            outline.line("b1", depth: 2, isLast: false),
            outline.line("b2", depth: 2, isLast: true),
        ]
        #expect(
            lines.joined(separator: "\n") == """
                root
                ├── a
                │   └── a1
                └── b
                    ├── b1
                    └── b2
                """
        )
    }
}
