/// How text of a dialect is read: what starts a comment and what quotes a name.
package struct SQLGrammar: Sendable, Hashable {
    /// What starts a comment.
    enum Comments: Sendable, Hashable {
        /// Nothing.
        case none
        /// `/*`; and `--` before the first word of a statement, or with blanks or line ends on both sides.
        case spaced
        /// `/*` and `--`.
        case always
    }

    let comments: Comments
    /// The byte around a quoted name.
    let nameQuote: UInt8

    /// The tree dialect as a user writes it for a shell, which takes comments out.
    package static let tree = SQLGrammar(comments: .spaced, nameQuote: UInt8(ascii: "`"))
    /// The table dialect.
    package static let table = SQLGrammar(comments: .always, nameQuote: UInt8(ascii: "\""))

    /// The grammar of the text that a server gets: servers know no comments in the tree dialect.
    package var ofServer: SQLGrammar {
        comments == .spaced ? SQLGrammar(comments: .none, nameQuote: nameQuote) : self
    }

    /// Whether `--` starts a comment wherever it stands, so that a number after a minus needs its own sign apart.
    var hyphensStartComments: Bool { comments == .always }
}
