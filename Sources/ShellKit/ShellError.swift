import CivilTime
import IoTDBWire
import SQLText

/// A failure that ends what the shell was asked for, with the status it stands for.
package struct ShellError: Error, Sendable, CustomStringConvertible {
    /// What happened, for people; control characters of the server are escaped when it is printed.
    package let message: String
    /// The exit status of a script that stops here.
    package let status: ExitStatus

    /// Makes an error.
    package init(_ message: String, _ status: ExitStatus) {
        self.message = message
        self.status = status
    }

    /// The error that any error of a part of the shell stands for.
    package init(_ error: any Error) {
        switch error {
        case let error as ShellError: self = error
        case let error as IoTDBError: self.init(error.description, ExitStatus(error))
        case OutputError.closedPipe: self.init("", .closedPipe)
        case is CancellationError, OutputError.interrupted: self.init("cancelled", .interrupted)
        case is MetaCommandError, is StatementError, is TimeZoneError, is TimePatternError:
            self.init("\(error)", .statementFailed)
        default: self.init("\(error)", .ownFailure)
        }
    }

    /// The message.
    package var description: String { message }
}
