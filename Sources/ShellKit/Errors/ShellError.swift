package import CivilTime
import IoTDBWire
package import SQLText

/// A failure that ends what the shell was asked for, with the status it stands for.
package struct ShellError: Error, Sendable, CustomStringConvertible {
    /// What became of the statement that failed.
    package enum Outcome: String, Sendable {
        /// It was not sent, or provably not carried out.
        case notSent = "not_sent"
        /// The server answered.
        case answered
        /// It may have been carried out.
        case unknown
    }

    /// What is known beside the message, for machines.
    package struct Details: Sendable {
        /// The server's code, if it gave one.
        package var code: Int?
        /// The name of the code, or of the error where the server gave none.
        package var name: String?
        /// The message without place, code and name.
        package var text: String?
        /// What was being done.
        package var phase: String?
        /// The node.
        package var node: String?
        /// What became of the statement.
        package var outcome: Outcome?
        /// Whether it can be sent again without harm.
        package var isSafeToRetry: Bool?
        /// Where it stands.
        package var position: SourcePosition?
        /// Its number among all statements, from 1.
        package var statement: Int?
    }

    /// What happened, for people; control characters of the server are escaped when it is printed.
    package internal(set) var message: String
    /// The exit status of a script that stops here.
    package let status: ExitStatus
    /// What is known beside the message.
    package var details = Details()
    /// The message with everything that the server wrapped around it; nil where that is the same.
    package var wholeMessage: String?

    /// Makes an error.
    package init(_ message: String, _ status: ExitStatus) {
        self.message = message
        self.status = status
    }

    /// The error that any error of a part of the shell stands for.
    package init(_ error: any Error) {
        switch error {
        case let error as ShellError: self = error
        case let error as any ShellErrorConvertible: self = error.shellError
        // The shell waits for a session only while it connects.
        case let error as IoTDBError where error.code == .cancelled && error.phase == .acquire:
            self.init("cancelled while connecting; nothing was sent", .interrupted)
        case let error as IoTDBError: self.init(error)
        case is CancellationError: self.init("cancelled", .interrupted)
        default: self.init("\(error)", .ownFailure)
        }
    }

    private init(_ error: IoTDBError) {
        let advice =
            if error.isFromPortWithTLS {
                "; try --tls"
            } else if error.serverStatus?.code == 708, (error.serverStatus?.message ?? "").isEmpty {
                "; a server that has just started answers so"
            } else {
                ""
            }
        self.init(ServerMessage.plain(error.explanation) + advice, ExitStatus(error))
        if ServerMessage.plain(error.explanation) != error.explanation { wholeMessage = error.explanation }
        details.name = error.code.description
        details.text = ServerMessage.plain(error.message)
        details.phase = error.phase?.rawValue
        details.node = error.node
        details.isSafeToRetry = error.isSafeToRetry
        details.outcome =
            switch error.requestState {
            case .notSent: .notSent
            case .answered: .answered
            case .outcomeUnknown: .unknown
            }
        guard let status = error.serverStatus else { return }
        details.code = Int(status.code.rawValue)
        details.name = status.code.name ?? details.name
        if let text = status.message { details.text = ServerMessage.plain(text) }
    }

    /// The same error with another message.
    package func with(message: String) -> ShellError {
        var copy = ShellError(message, status)
        copy.details = details
        copy.wholeMessage = wholeMessage
        return copy
    }

    /// The message.
    package var description: String { message }
}

/// An error of a part of the shell that knows its exit status.
package protocol ShellErrorConvertible: Error {
    /// The failure it stands for.
    var shellError: ShellError { get }
}

extension TimeZoneError: ShellErrorConvertible {
    /// Counts as a statement that failed.
    package var shellError: ShellError { ShellError("\(self)", .statementFailed) }
}

extension StatementError: ShellErrorConvertible {
    /// Counts as a statement that failed.
    package var shellError: ShellError { ShellError("\(self)", .statementFailed) }
}

extension VariableError: ShellErrorConvertible {
    /// Counts as a statement that failed.
    package var shellError: ShellError { ShellError(description, .statementFailed) }
}
