/// Output could not be written.
package enum OutputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reader of the standard output went away (EPIPE). The shell ends without a word.
    case closedPipe(target: String)
    /// The reader of a pager, a program or a pipe that the user has named wants no more. Nothing is wrong.
    case hasEnough(target: String)
    /// The user pressed Ctrl-C: the rest is not wanted.
    case interrupted
    /// The system refused the bytes, for example on a full disk; `code` is the value of `errno`.
    case failed(target: String, code: Int32)
    /// The format cannot write this result; nothing of it was written.
    case unsuitable(reason: String)
    /// A program that reads the output could not be started, or failed.
    case programFailed(command: String, reason: String)

    /// One line for the user, naming the target.
    package var description: String {
        switch self {
        case .closedPipe(let target), .hasEnough(let target): "\(target): the reader is gone"
        case .interrupted: "cancelled"
        case .unsuitable(let reason): reason
        case .failed(let target, let code): "cannot write to \(target): \(systemErrorText(code))"
        case .programFailed(let command, let reason): "|\(command): \(reason)"
        }
    }
}

extension OutputError: ShellErrorConvertible {
    /// A closed pipe ends the shell without a word.
    package var shellError: ShellError {
        switch self {
        case .closedPipe, .hasEnough: ShellError("", .closedPipe)
        case .interrupted: ShellError("cancelled", .interrupted)
        case .failed, .programFailed, .unsuitable: ShellError(description, .ownFailure)
        }
    }
}
