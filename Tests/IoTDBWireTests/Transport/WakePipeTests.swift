import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct WakePipeTests {
    private func isReadable(_ pipe: WakePipe) -> Bool {
        var set = pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&set, 1, 0) == 1
    }

    @Test func staysRaisedUntilDrained() throws {
        let pipe = try WakePipe()
        #expect(!pipe.isRaised && !isReadable(pipe))
        pipe.wake()
        #expect(pipe.isRaised && isReadable(pipe))
        #expect(pipe.isRaised && isReadable(pipe))
        pipe.drain()
        #expect(!pipe.isRaised && !isReadable(pipe))
    }

    @Test func anyNumberOfWakesIsOne() throws {
        let pipe = try WakePipe()
        for _ in 0..<1_000_000 { pipe.wake() }
        pipe.drain()
        #expect(!isReadable(pipe))
    }

    @Test func drainingAnIdlePipeDoesNotBlock() throws {
        let pipe = try WakePipe()
        pipe.drain()
        pipe.wake()
        #expect(isReadable(pipe))
    }

    @Test func wakesAndDrainsFromManyThreadsLeaveFlagAndPipeInStep() async throws {
        let pipe = try WakePipe()
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<8 {
                group.addTask {
                    for _ in 0..<2000 { index == 0 ? pipe.drain() : pipe.wake() }
                }
            }
        }
        #expect(pipe.isRaised == isReadable(pipe))
        pipe.drain()
        #expect(!isReadable(pipe))
    }

    @Test func descriptorsAreCloseOnExecAndNonBlocking() throws {
        let pipe = try WakePipe()
        #expect(fcntl(pipe.readDescriptor, F_GETFD) & FD_CLOEXEC != 0)
        #expect(fcntl(pipe.readDescriptor, F_GETFL) & O_NONBLOCK != 0)
    }
}
