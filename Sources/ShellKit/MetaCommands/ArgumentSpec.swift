import CivilTime

/// One argument of a `\` command, as data: parsing, messages, completion, help and the man page read it.
package struct ArgumentSpec: Sendable, Equatable {
    /// What the argument is, for completion.
    package enum Kind: Sendable, Equatable {
        /// Anything.
        case text
        /// One of these words.
        case words([String])
        /// The name of a file.
        case file
        /// The name of a folder.
        case folder
        /// A time zone.
        case timeZone
        /// A database.
        case database
        /// A path of the tree dialect or a table of the table dialect, patterns included.
        case path
        /// A user.
        case user
        /// A role.
        case role
        /// A setting of `\pset`.
        case displaySetting
        /// A variable or a setting of `\set`.
        case variable
        /// The value of the setting or variable that stands before it.
        case settingValue
        /// A `\` command.
        case command
        /// A profile of the configuration file.
        case profile
        /// A format of results.
        case format
        /// A named query.
        case namedQuery
        /// The first key words of a statement that `\h` tells about.
        case statement
        /// A column of the last result.
        case column
        /// A statement.
        case query
    }

    /// How it is called in the help, such as `ZONE`.
    package let name: String
    /// What it is.
    package let kind: Kind
    /// Whether it may be left out.
    package let isOptional: Bool
    /// Whether any number of them may follow.
    package let isRepeated: Bool
    /// Whether it is the rest of the line as it stands there, quotes and all.
    package let isRest: Bool

    private init(_ name: String, _ kind: Kind, isOptional: Bool, isRepeated: Bool = false, isRest: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.isRepeated = isRepeated
        self.isRest = isRest
    }

    /// An argument that must be there.
    package static func required(_ name: String, _ kind: Kind = .text) -> ArgumentSpec {
        ArgumentSpec(name, kind, isOptional: false)
    }

    /// An argument that may be left out.
    package static func optional(_ name: String, _ kind: Kind = .text) -> ArgumentSpec {
        ArgumentSpec(name, kind, isOptional: true)
    }

    /// Any number of arguments.
    package static func repeated(_ name: String, _ kind: Kind = .text) -> ArgumentSpec {
        ArgumentSpec(name, kind, isOptional: true, isRepeated: true)
    }

    /// The rest of the line as it stands there.
    package static func rest(_ name: String, _ kind: Kind = .text, isOptional: Bool = true) -> ArgumentSpec {
        ArgumentSpec(name, kind, isOptional: isOptional, isRest: true)
    }

    /// The argument as the help shows it.
    package var usage: String {
        let text = isRepeated ? "\(name)..." : name
        return isOptional ? "[\(text)]" : text
    }
}
