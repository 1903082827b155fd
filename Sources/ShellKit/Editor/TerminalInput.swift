import Platform

/// Characters of the terminal, read without ever waiting.
///
/// `poll` may see a character that is gone before it is read: the terminal forgets what was typed when Ctrl-C comes.
/// A read that waits would then sleep through the signal. The descriptor itself cannot be made non-blocking, because
/// other programs have it too; so the terminal is opened once more.
final class TerminalInput {
    /// What a read came to.
    enum Reading: Equatable {
        /// A character; U+FFFD for a damaged one.
        case scalar(UInt32)
        /// Nothing, or only a part of a character: the rest may come.
        case nothing
        /// The terminal is gone.
        case end
    }

    /// To be polled for input.
    let descriptor: Int32
    private let ownsDescriptor: Bool
    /// The bytes of a character that has not come whole.
    private var begun: [UInt8] = []
    /// A byte that ended a damaged character and still has to be read.
    private var heldByte: UInt8?

    /// Reads from the terminal behind a descriptor.
    init(_ descriptor: Int32) {
        let own = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        self.descriptor = own >= 0 ? own : descriptor
        ownsDescriptor = own >= 0
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    /// Whether a read gives something although the descriptor has no input.
    var holdsInput: Bool { heldByte != nil }

    /// Forgets the part of a character whose rest will not come.
    func forget() {
        begun = []
    }

    /// One UTF-8 character, byte by byte: what follows the line stays in the terminal for whoever reads next.
    func read() -> Reading {
        while true {
            var byte: UInt8 = 0
            switch readByte(&byte) {
            case 1: break
            case -1 where errno == EAGAIN: return .nothing
            case -1 where errno == EINTR: continue
            default: return .end
            }
            if let reading = take(byte) { return reading }
        }
    }

    private func readByte(_ byte: inout UInt8) -> Int {
        if let held = heldByte.take() {
            byte = held
            return 1
        }
        return Platform.read(descriptor, &byte, 1)
    }

    /// The character that the byte completes or breaks off; nil when more bytes belong to it.
    private func take(_ byte: UInt8) -> Reading? {
        if !begun.isEmpty, byte & 0xC0 != 0x80 {
            begun = []
            heldByte = byte
            return .scalar(0xFFFD)
        }
        begun.append(byte)
        guard begun.count > Self.continuationCount(begun[0]) else { return nil }
        defer { begun = [] }
        return .scalar(String(decoding: begun, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD)
    }

    private static func continuationCount(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 1
        case 0xE0...0xEF: 2
        case 0xF0...0xF4: 3
        default: 0
        }
    }
}
