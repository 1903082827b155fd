import Glibc

/// Output could not be written.
package enum OutputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reader of a pipe went away (EPIPE). The shell ends without a word.
    case closedPipe(target: String)
    /// The user pressed Ctrl-C: the rest is not wanted.
    case interrupted
    /// The system refused the bytes, for example on a full disk; `code` is the value of `errno`.
    case failed(target: String, code: Int32)

    /// The format cannot write this result; nothing of it was written.
    case unsuitable(reason: String)

    /// One line for the user, naming the target.
    package var description: String {
        switch self {
        case .closedPipe(let target): "\(target): the reader is gone"
        case .interrupted: "cancelled"
        case .unsuitable(let reason): reason
        case .failed(let target, let code): "cannot write to \(target): \(Self.reason(of: code))"
        }
    }

    private static func reason(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { memory in
            guard let address = memory.baseAddress, strerror_r(code, address, memory.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: address)
        }
    }
}
