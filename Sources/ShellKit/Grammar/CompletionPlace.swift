/// What may stand at a place of a statement beside key words.
package enum CompletionPlace: String, Sendable, CaseIterable {
    /// A number, a duration or a part of a time.
    case number
    /// A literal in quotes.
    case string
    /// A comparison or an arithmetic sign.
    case sign
    /// A name that does not exist yet, or one that nobody knows.
    case new
    /// A path of the tree dialect, whatever it leads to.
    case path
    /// A path of the tree dialect that leads to devices.
    case device
    /// A database.
    case database
    /// A table.
    case table
    /// A column or measurement of what the statement reads or writes.
    case column
    /// A built-in function.
    case function
    /// A user.
    case user
    /// A role.
    case role
    /// A function that somebody has added.
    case udf
    /// A pipe.
    case pipe
    /// A plugin of pipes.
    case plugin
    /// A trigger.
    case trigger
    /// A device template.
    case template
    /// A topic.
    case topic
    /// A model.
    case model
    /// A continuous query.
    case cq
    /// A query that runs.
    case query
    /// A data type.
    case type
}
