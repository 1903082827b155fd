import Glibc
import IoTDBTesting
import IoTDBWire
import Testing

/// An actor that lives on a socket thread.
private actor Pinned {
    nonisolated let thread: SocketThread
    private(set) var count = 0

    init() throws {
        thread = try SocketThread()
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func increment() -> Bool {
        count += 1
        return thread.isCurrent
    }

    func threadIdentity() -> pthread_t { pthread_self() }

    func assertsIsolation() { assertIsolated() }
}

@Suite struct SocketThreadTests {
    @Test func runsItsActorOnItsOwnThread() async throws {
        let pinned = try Pinned()
        #expect(await pinned.increment())
        #expect(!pinned.thread.isCurrent)
        let first = await pinned.threadIdentity()
        let second = await pinned.threadIdentity()
        #expect(first == second)
        await pinned.assertsIsolation()
    }

    @Test func jobsOfManyTasksRunOneAfterTheOther() async throws {
        let pinned = try Pinned()
        let allOnThread = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2000 { group.addTask { await pinned.increment() } }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(allOnThread)
        #expect(await pinned.count == 2000)
    }

    @Test func blockedThreadsDoNotHoldUpTheCooperativePool() async throws {
        // More blocked actors than the pool has threads; they all wait for the last one.
        let gate = try WakePipe()
        let actors = try (0..<32).map { _ in try Pinned() }
        await withTaskGroup(of: Void.self) { group in
            for actor in actors { group.addTask { await actor.block(until: gate) } }
            group.addTask { gate.wake() }
        }
        #expect(gate.isRaised)
    }

    @Test func thousandThreadsComeAndGo() async throws {
        let baseline = ProcessResources.threadCount()
        for _ in 0..<1000 {
            let pinned = try Pinned()
            #expect(await pinned.increment())
        }
        // Other tests run beside this one and have threads of their own; a leak would be a thousand.
        #expect(await ProcessResources.eventually { ProcessResources.threadCount() <= baseline + 24 })
    }
}

extension Pinned {
    /// Blocks its thread until `gate` is raised.
    func block(until gate: WakePipe) {
        var set = pollfd(fd: gate.readDescriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&set, 1, 20_000)
    }
}
