import Glibc
import Testing

@testable import ShellKit

/// Reading characters as they come, and only as they come.
@Suite struct TerminalInputTests {
    private let reading: Int32
    private let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        (reading, writing) = (ends[0], ends[1])
    }

    private func type(_ bytes: [UInt8]) { #expect(write(writing, bytes, bytes.count) == bytes.count) }

    @Test func nothingIsNoReasonToWait() {
        let input = TerminalInput(reading)
        #expect(input.read() == .nothing)
        #expect(fcntl(reading, F_GETFL) & O_NONBLOCK == 0)
        type([0x61, 0x62])
        #expect(input.read() == .scalar(0x61))
        #expect(input.read() == .scalar(0x62))
        #expect(input.read() == .nothing)
        close(writing)
        #expect(input.read() == .end)
        close(reading)
    }

    @Test func aCharacterMayComeInParts() {
        let input = TerminalInput(reading)
        for byte in Array("温".utf8).dropLast() {
            type([byte])
            #expect(input.read() == .nothing)
        }
        type(Array("温".utf8).suffix(1))
        #expect(input.read() == .scalar(0x6E29))
        close(writing)
        close(reading)
    }

    @Test func whatAnInterruptBrokeOffIsForgotten() {
        let input = TerminalInput(reading)
        type([0xE6])
        #expect(input.read() == .nothing)
        input.forget()
        type([0x61, 0xE6, 0x62])
        #expect(input.read() == .scalar(0x61))
        #expect(input.read() == .scalar(0xFFFD))
        #expect(input.holdsInput)
        #expect(input.read() == .scalar(0x62))
        #expect(!input.holdsInput)
        close(writing)
        close(reading)
    }
}
