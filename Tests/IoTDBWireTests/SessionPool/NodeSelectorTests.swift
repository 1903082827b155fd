import IoTDBTesting
import IoTDBWire
import Testing

@Suite struct NodeSelectorTests {
    static let refused = IoTDBError(.connectionFailed, "connection refused")

    /// Opens once against nodes of which `alive` answer; returns the nodes tried.
    private func open(
        _ selector: inout NodeSelector<String>,
        alive: Set<String>,
        kind: NodeSelector<String>.FailureKind = .unavailable,
        now: ContinuousClock.Instant,
        generator: inout SeededGenerator
    ) -> (tried: [String], isOpen: Bool, causes: [String]) {
        var pass = selector.start(using: &generator)
        var tried: [String] = []
        while case .attempt(let index) = selector.next(&pass, now: now) {
            let address = selector.address(of: index)
            tried.append(address)
            if alive.contains(address) {
                selector.succeeded(index, latency: .milliseconds(3))
                return (tried, true, pass.causes.map(\.address))
            }
            selector.failed(index, Self.refused, kind, pass: &pass, now: now, random: 0.5)
        }
        return (tried, false, pass.causes.map(\.address))
    }

    @Test(arguments: 0..<8, [false, true])
    func triesEachNodeAtMostOnceAndReachesEveryLiveOne(mask: Int, shuffles: Bool) {
        let nodes = ["a", "b", "c"]
        let alive = Set(nodes.enumerated().filter { mask & (1 << $0.offset) != 0 }.map(\.element))
        var generator = SeededGenerator(seed: UInt64(mask))
        var selector = NodeSelector(nodes, shuffles: shuffles)
        let result = open(&selector, alive: alive, now: at(0), generator: &generator)
        #expect(result.isOpen == !alive.isEmpty)
        #expect(Set(result.tried).count == result.tried.count)
        #expect(result.causes == result.tried.filter { !alive.contains($0) })
        if !shuffles { #expect(result.tried == Array(nodes.prefix { !alive.contains($0) }) + alive.sorted().prefix(1)) }
    }

    @Test func aRefusedLoginIsTriedOnce() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a", "b", "c"])
        let result = open(&selector, alive: [], kind: .loginRefused, now: at(0), generator: &generator)
        #expect(result.tried == ["a"])
        #expect(selector.status(now: at(0)).map(\.state) == [.unknown, .unknown, .unknown])
        #expect(selector.retryTime(now: at(0)) == nil)
    }

    @Test func replacedNodesAreTriedInTheirNewOrderAndKeepWhatIsKnown() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a", "b"])
        _ = open(&selector, alive: ["b"], now: at(0), generator: &generator)
        var pass = selector.start(using: &generator)
        selector.replace(["c", "a"])
        #expect(selector.status(now: at(0)).map(\.address) == ["c", "a"])
        #expect(selector.status(now: at(0)).map(\.state) == [.unknown, .down])
        #expect(open(&selector, alive: ["c"], now: at(0), generator: &generator).tried == ["c"])
        // An opening that was under way goes on with the nodes it knows.
        #expect(selector.next(&pass, now: at(0)) == .attempt(1))
        selector.replace(["b"])
        #expect(open(&selector, alive: ["b"], now: at(0), generator: &generator).tried == ["b"])
        #expect(selector.status(now: at(0)).map(\.state) == [.up])
    }

    @Test func aCancelledAttemptSaysNothingAboutTheNode() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a", "b"])
        let result = open(&selector, alive: [], kind: .cancelled, now: at(0), generator: &generator)
        #expect(result.tried == ["a"])
        #expect(result.causes == [])
        #expect(selector.status(now: at(0)).allSatisfy { $0.failures == 0 })
    }

    @Test func shuffledOpeningsSpreadEvenly() {
        var generator = SeededGenerator(seed: 7)
        var selector = NodeSelector(["a", "b", "c"], shuffles: true)
        var counts: [String: Int] = [:]
        for _ in 0..<3_000 {
            let result = open(&selector, alive: ["a", "b", "c"], now: at(0), generator: &generator)
            counts[result.tried[0], default: 0] += 1
        }
        for node in ["a", "b", "c"] { #expect(abs(Double(counts[node] ?? 0) / 3_000 - 1.0 / 3) < 0.04) }
    }

    @Test func aFailedNodeIsLeftAloneWhileOthersServe() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a", "b"])
        #expect(open(&selector, alive: ["b"], now: at(0), generator: &generator).tried == ["a", "b"])
        #expect(open(&selector, alive: ["b"], now: at(0.05), generator: &generator).tried == ["b"])
        // The first pause is the shortest one; then the preferred node is looked at again.
        #expect(open(&selector, alive: ["a", "b"], now: at(0.2), generator: &generator).tried == ["a"])
    }

    @Test func onlyOneOpeningProbesANodeThatFailed() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a"])
        _ = open(&selector, alive: [], now: at(0), generator: &generator)
        var first = selector.start(using: &generator)
        var second = selector.start(using: &generator)
        #expect(selector.next(&first, now: at(5)) == .attempt(0))
        #expect(selector.next(&second, now: at(5)) == .wait(until: at(5.1)))
        selector.succeeded(0, latency: .milliseconds(1))
        #expect(selector.next(&second, now: at(5.1)) == .attempt(0))
    }

    @Test func roundsRepeatTheOrderAfterThePause() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a"])
        var pass = selector.start(rounds: 2, using: &generator)
        #expect(selector.next(&pass, now: at(0)) == .attempt(0))
        selector.failed(0, Self.refused, .unavailable, pass: &pass, now: at(0), random: 0)
        #expect(selector.next(&pass, now: at(0)) == .wait(until: at(0.1)))
        #expect(selector.next(&pass, now: at(0.1)) == .attempt(0))
        selector.failed(0, Self.refused, .unavailable, pass: &pass, now: at(0.1), random: 0)
        #expect(selector.next(&pass, now: at(9)) == .exhausted)
        #expect(pass.causes.count == 1)
    }

    @Test func probesOfADeadServerArePacedAndOutOfStep() {
        var probes = 0
        var times: Set<ContinuousClock.Instant> = []
        for pool in 0..<200 {
            var generator = SeededGenerator(seed: UInt64(pool))
            var selector = NodeSelector(["a"])
            var now = at(0)
            while now < at(60) {
                var pass = selector.start(using: &generator)
                switch selector.next(&pass, now: now) {
                case .attempt(let index):
                    if now >= at(10) {
                        probes += 1
                        times.insert(now)
                    }
                    let random = Double.random(in: 0..<1, using: &generator)
                    selector.failed(index, Self.refused, .unavailable, pass: &pass, now: now, random: random)
                case .wait(let until):
                    #expect(until <= now.advanced(by: .seconds(2)), "service must be back within 2 s")
                    now = until
                case .exhausted:
                    Issue.record("a fresh pass is never exhausted")
                }
            }
        }
        #expect(Double(probes) / 200 / 50 <= 1)
        #expect(times.count == probes, "two pools in step")
    }

    @Test func statusTellsWhatIsKnown() {
        var generator = SeededGenerator(seed: 1)
        var selector = NodeSelector(["a", "b", "c"])
        _ = open(&selector, alive: ["b"], now: at(0), generator: &generator)
        let status = selector.status(now: at(0))
        #expect(status.map(\.state) == [.down, .up, .unknown])
        #expect(status.map(\.failures) == [1, 0, 0])
        #expect(status[0].lastError == Self.refused)
        #expect(status[0].pause == .milliseconds(100))
        #expect(status[1].latency == .milliseconds(3))
    }

    @Test func pausesDoubleUpToTheCap() {
        let backOff = BackOff(base: .milliseconds(100), cap: .seconds(2))
        let bounds = (1...8).map { backOff.delay(afterFailures: $0, random: 0.999_999_9) }
        #expect(bounds[0] == .milliseconds(100))
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(bounds[7] <= .seconds(2) && bounds[7] > .milliseconds(1_999))
        #expect(backOff.delay(afterFailures: 1_000_000, random: 0) == .milliseconds(100))
    }
}
