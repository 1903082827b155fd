/// The lines of an aligned table, as values.
struct TableBorder: Sendable {
    /// A line without cells: its left end, what fills it, where columns meet, its right end.
    struct Rule: Sendable {
        let left: StaticString
        let fill: StaticString
        let cross: StaticString
        let right: StaticString
    }

    /// Above the names; nil for none.
    let top: Rule?
    /// Between the names and the rows.
    let middle: Rule
    /// Below the rows; nil for none.
    let bottom: Rule?
    /// In front of the first cell.
    let start: StaticString
    /// Between cells, without the blanks around it.
    let separator: StaticString
    /// Behind the last cell, without the blank in front; nil for no line there, which leaves no blanks at the end of a
    /// line.
    let end: StaticString?

    /// The look of psql.
    static let ascii = TableBorder(
        top: nil,
        middle: Rule(left: "", fill: "-", cross: "+", right: ""),
        bottom: nil,
        start: "",
        separator: "|",
        end: nil
    )

    /// Lines on all sides where the terminal's characters are not known to be UTF-8.
    static let plainBox = TableBorder(
        top: Rule(left: "+", fill: "-", cross: "+", right: "+"),
        middle: Rule(left: "+", fill: "-", cross: "+", right: "+"),
        bottom: Rule(left: "+", fill: "-", cross: "+", right: "+"),
        start: "|",
        separator: "|",
        end: "|"
    )

    /// Lines on all sides.
    static let box = TableBorder(
        top: Rule(left: "┌", fill: "─", cross: "┬", right: "┐"),
        middle: Rule(left: "├", fill: "─", cross: "┼", right: "┤"),
        bottom: Rule(left: "└", fill: "─", cross: "┴", right: "┘"),
        start: "│",
        separator: "│",
        end: "│"
    )
}
