import IoTDBWire

/// What a ``FakeServer`` does wrong with one call.
package enum ServerFault: Sendable {
    /// How a connection ends.
    package enum Ending: Sendable {
        /// It does not: the next call is served.
        case goOn
        /// In an orderly way.
        case close
        /// With a reset.
        case reset
        /// Never: nothing more is read or written until the client goes.
        case stall
    }

    /// Answers an error status; nothing is run.
    case status(Int32, String?)
    /// Runs the call, answers 301 without text and with `needRetry`, and closes a moment later: what a stopping node
    /// does.
    case stopping
    /// Runs the call and sends one byte of the answer after each pause of so many microseconds, until the client goes.
    case drip(UInt32)
    /// Answers a Thrift exception; nothing is run.
    case exception(Int32, String)
    /// Runs nothing, answers nothing.
    case beforeRunning(Ending)
    /// Runs the call, answers nothing.
    case afterRunning(Ending)
    /// Runs the call and changes the bytes of the answer's frame, the length included.
    case edit(then: Ending, @Sendable ([UInt8]) -> [UInt8])
    /// Runs the call and answers with another method name or sequence id.
    case header(name: String?, sequenceShift: Int32)
    /// Runs the call and sends the answer in pieces of so many bytes.
    case pieces(Int)
    /// Runs the call and changes the answer before it is encoded.
    case change(@Sendable (FakeReply) -> FakeReply)

    /// Sends the first `count` bytes of the answer only.
    package static func cut(at count: Int, then ending: Ending = .close) -> ServerFault {
        .edit(then: ending) { Array($0.prefix(count)) }
    }

    /// Sends bytes after the answer.
    package static let trailing = ServerFault.edit(then: .goOn) { $0 + [0, 0, 0, 1, 7] }

    /// Announces a frame longer or shorter than it is.
    package static func length(off difference: Int32) -> ServerFault {
        .edit(then: .close) { frame in
            let length = frame.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } &+ UInt32(bitPattern: difference)
            return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + frame.dropFirst(4)
        }
    }

    /// Flips all bits of one byte of the answer.
    package static func garbage(at index: Int) -> ServerFault {
        .edit(then: .close) { frame in
            var frame = frame
            if frame.indices.contains(index) { frame[index] = ~frame[index] }
            return frame
        }
    }
}

/// A call as a ``FakeServer`` sees it, to decide about a fault.
package struct FakeCall: Sendable {
    /// Name on the wire.
    package let method: String
    /// Number of the connection, from 0.
    package let connection: Int
    /// How many calls of this method came before, on all connections.
    package let earlier: Int
    /// Text of a statement that is run.
    package let statement: String?
}

/// Decides about the fault of each call; nil serves it well.
package typealias ServerScript = @Sendable (FakeCall) -> ServerFault?

/// A script for the n-th call of a method from now on, counted from 0; for every call of it when `nth` is nil.
package func on(_ method: String, nth: Int? = nil, _ fault: ServerFault) -> ServerScript {
    let counter = CallCounter()
    return { call in
        guard call.method == method else { return nil }
        let number = counter.next()
        return nth == nil || number == nth ? fault : nil
    }
}

/// Counts from 0.
private final class CallCounter: Sendable {
    private let value = Lock(0)

    func next() -> Int {
        value.withLock { value in
            defer { value += 1 }
            return value
        }
    }
}
