/// The open conditions of one input: `\if … \elif … \else … \endif`.
package struct ConditionStack: Sendable, Equatable {
    private enum Branch: Sendable, Equatable {
        /// This branch is taken.
        case taken
        /// No branch was taken yet.
        case waiting
        /// A branch was taken, or the condition stands in a branch that is not.
        case over
    }

    private struct Level: Sendable, Equatable {
        var branch: Branch
        var isBehindElse = false
    }

    private var levels: [Level] = []

    /// No condition is open.
    package init() {}

    /// Whether what is read is carried out.
    package var isActive: Bool { levels.allSatisfy { $0.branch == .taken } }

    /// Whether the condition of the next `\elif` counts at all.
    package var needsCondition: Bool {
        guard let last = levels.last else { return true }
        return levels.dropLast().allSatisfy { $0.branch == .taken } && last.branch == .waiting
    }

    /// Whether all conditions are closed.
    package var isEmpty: Bool { levels.isEmpty }

    /// Takes a step.
    ///
    /// - Throws: ``MetaCommandError`` for a step that fits nowhere.
    package mutating func take(_ step: ConditionStep) throws(ConditionError) {
        if case .opens(let holds) = step {
            levels.append(Level(branch: isActive ? (holds ? .taken : .waiting) : .over))
            return
        }
        guard var level = levels.popLast() else { throw ConditionError("there is no \\if before it") }
        switch step {
        case .opens: break
        case .turns(let holds):
            guard !level.isBehindElse else {
                levels.append(level)
                throw ConditionError("\\elif behind \\else")
            }
            level.branch = level.branch == .waiting ? (holds ? .taken : .waiting) : .over
            levels.append(level)
        case .otherwise:
            guard !level.isBehindElse else {
                levels.append(level)
                throw ConditionError("\\else behind \\else")
            }
            level.branch = level.branch == .waiting ? .taken : .over
            level.isBehindElse = true
            levels.append(level)
        case .closes: break
        }
    }
}

/// A step of a condition that fits nowhere.
package struct ConditionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// A step of `\if … \elif … \else … \endif`.
package enum ConditionStep: Sendable, Equatable {
    /// `\if`; the value says whether the condition holds.
    case opens(Bool)
    /// `\elif`; the value says whether the condition holds.
    case turns(Bool)
    /// `\else`.
    case otherwise
    /// `\endif`.
    case closes
}

extension ConditionError: ShellErrorConvertible {
    /// Counts as a statement that failed.
    package var shellError: ShellError { ShellError("\(self)", .statementFailed) }
}
