import Glibc
import ShellKit
import Testing

/// What SIGINT means, and who gets it.
@Suite struct InterruptTests {
    @Test func atAPromptASecondInterruptDropsTheConnectionAndNoneLeaves() {
        var policy = InterruptPolicy(leavesAtSecond: false)
        #expect(policy.interruptReceived() == .cancel)
        #expect(policy.interruptReceived() == .dropConnection)
        for _ in 0..<5 { #expect(policy.interruptReceived() == .wait) }
        policy.reset()
        #expect(policy.interruptReceived() == .cancel)
    }

    @Test func inAScriptASecondInterruptLeaves() {
        var policy = InterruptPolicy(leavesAtSecond: true)
        #expect(policy.interruptReceived() == .cancel)
        #expect(policy.interruptReceived() == .leave)
        #expect(policy.interruptReceived() == .leave)
    }

    @Test func aSecondInterruptAtAPromptCallsWhatDropsTheConnection() async throws {
        let tasks = CancellableTask(leavesAtSecond: false)
        let (started, running) = AsyncStream<Void>.makeStream()
        let (gate, opener) = AsyncStream<Void>.makeStream()
        let work = Task {
            try await tasks.run {
                // Cancelling comes first and must not end the work.
                tasks.onInsistence { opener.finish() }
                running.finish()
                await Task { for await _ in gate {} }.value
            }
        }
        for await _ in started {}
        for _ in 0..<2 {
            tasks.interrupt(leave: { Issue.record("left") }, idle: { Issue.record("idle") })
        }
        try await work.value
    }

    @Test func eachStatementIsCancelledByItsFirstInterrupt() async throws {
        let tasks = CancellableTask()
        // Much faster than two seconds one after the other: none of them is a wish to leave.
        for _ in 0..<3 {
            tasks.begin()
            let (started, continuation) = AsyncStream<Void>.makeStream()
            async let outcome: Void = tasks.run {
                continuation.finish()
                try await Task.sleep(for: .seconds(1000))
            }
            for await _ in started {}
            tasks.interrupt(leave: { Issue.record("left") }, idle: { Issue.record("idle") })
            do {
                try await outcome
                Issue.record("not cancelled")
            } catch {
                #expect(error is CancellationError)
            }
            #expect(tasks.wasInterrupted)
        }
    }

    @Test func anInterruptBetweenTwoStatementsKeepsTheSecondFromRunning() async throws {
        let tasks = CancellableTask()
        try await tasks.run {}
        tasks.interrupt(leave: { Issue.record("left") }, idle: {})
        await #expect(throws: CancellationError.self) { try await tasks.run { Issue.record("was run") } }
        tasks.begin()
        try await tasks.run {}
    }

    @Test func aStatementThatDoesNotEndIsLeftWithTheSecondInterrupt() async throws {
        let tasks = CancellableTask()
        let (started, running) = AsyncStream<Void>.makeStream()
        let (gate, opener) = AsyncStream<Void>.makeStream()
        let work = Task {
            try await tasks.run {
                running.finish()
                // A task of its own, which cancelling does not reach.
                await Task { for await _ in gate {} }.value
            }
        }
        for await _ in started {}
        var left = 0
        tasks.interrupt(leave: { left += 1 }, idle: { Issue.record("idle") })
        #expect(left == 0)
        tasks.interrupt(leave: { left += 1 }, idle: { Issue.record("idle") })
        #expect(left == 1)
        opener.finish()
        try await work.value
        var idle = 0
        tasks.interrupt(leave: { left += 1 }, idle: { idle += 1 })
        #expect((left, idle) == (1, 1))
    }

    @Test func theLastOneToAskGetsTheSignalAndTheFormerActionComesBack() async {
        let (log, continuation) = AsyncStream<String>.makeStream()
        var received = log.makeAsyncIterator()
        let first = Interrupts.shared.register([SIGUSR1]) { continuation.yield("first \($0)") }
        let second = Interrupts.shared.register([SIGUSR1, SIGUSR2]) { continuation.yield("second \($0)") }
        kill(getpid(), SIGUSR1)
        #expect(await received.next() == "second \(SIGUSR1)")
        kill(getpid(), SIGUSR2)
        #expect(await received.next() == "second \(SIGUSR2)")
        Interrupts.shared.unregister(second)
        kill(getpid(), SIGUSR1)
        #expect(await received.next() == "first \(SIGUSR1)")
        Interrupts.shared.unregister(first)
        // Once more does nothing.
        Interrupts.shared.unregister(first)
        #expect(handler(of: SIGUSR1) == 0)
        #expect(handler(of: SIGUSR2) == 0)
    }

    /// The address of a signal's handler; 0 is the default action.
    private func handler(of signal: Int32) -> Int {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    }
}
