import IoTDBTesting
import IoTDBWire
import Testing

/// A second, slower pool of plain lists, which checks every action of the machine against what must be true.
private struct ReferencePool {
    var limit: Int
    var waiting: [(request: LeaseRequest, deadline: ContinuousClock.Instant)] = []
    var leased: [SessionSlot: LeaseRequest] = [:]
    var opening: Set<SessionSlot> = []
    var checking: Set<SessionSlot> = []
    var closing: Set<SessionSlot> = []
    var idle: Set<SessionSlot> = []
    var served = 0
    var total: Int { leased.count + opening.count + checking.count + closing.count + idle.count }

    mutating func apply(_ actions: [Machine.Action], now: ContinuousClock.Instant) {
        for action in actions { apply(action, now: now) }
    }

    mutating func apply(_ action: Machine.Action, now: ContinuousClock.Instant) {
        switch action {
        case .open(let slot):
            #expect(total < limit, "opens beyond the limit")
            opening.insert(slot)
        case .check(let slot, _):
            #expect(idle.remove(slot) != nil, "checks a session that is not idle")
            checking.insert(slot)
        case .succeed(let request, let slot):
            #expect(waiting.first?.request == request, "not the longest waiter")
            waiting.removeFirst()
            #expect(leased[slot] == nil && idle.remove(slot) != nil, "hands a session out twice")
            leased[slot] = request
            served += 1
        case .fail(let request, .openFailed):
            guard let index = waiting.firstIndex(where: { $0.request == request }) else {
                Issue.record("fails a caller that does not wait")
                return
            }
            #expect(index == 0 || waiting[index].deadline <= now)
            waiting.remove(at: index)
        case .fail(let request, .exhausted), .fail(let request, .stillOpening):
            let index = waiting.firstIndex { $0.request == request && $0.deadline <= now }
            #expect(index != nil, "times out a caller before its deadline")
            if let index { waiting.remove(at: index) }
        case .close(let slot, _):
            #expect(idle.remove(slot) != nil, "closes a session that is not at hand")
            closing.insert(slot)
        case .fail(_, .poolClosed), .abort, .reportLeak, .finishClosing:
            Issue.record("not in this test")
        }
    }
}

@Suite struct SessionPoolModelTests {
    @Test(arguments: [1, 2, 3, 4, 5])
    func agreesWithTheReferenceInRandomOrder(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var limits = SessionPoolLimits(maximumSessions: 3, maximumIdle: 2, idleTimeout: .seconds(20))
        limits.maximumLifetime = .seconds(100)
        limits.lifetimeJitter = .seconds(50)
        var machine = Machine(limits: limits)
        var model = ReferencePool(limit: 3)
        var now = start
        var nextRequest = 0
        for _ in 0..<25_000 {
            now = now.advanced(by: .milliseconds(Int.random(in: 0...400, using: &generator)))
            let random = Double.random(in: 0..<1, using: &generator)
            switch Int.random(in: 0..<12, using: &generator) {
            case 0, 1, 2:
                let deadline = now.advanced(by: .seconds(Int.random(in: 0...5, using: &generator)))
                model.waiting.append((request(nextRequest), deadline))
                model.apply(machine.lease(request(nextRequest), now: now, deadline: deadline), now: now)
                nextRequest += 1
            case 3:
                guard let entry = model.waiting.randomElement(using: &generator) else { continue }
                let isWaiting = machine.leaseCancelled(entry.request, now: now)
                #expect(isWaiting)
                model.waiting.removeAll { $0.request == entry.request }
            case 4, 5:
                guard let slot = model.opening.sorted(by: { $0.number < $1.number }).randomElement(using: &generator)
                else { continue }
                model.opening.remove(slot)
                if random < 0.2 {
                    let retry = random < 0.1 ? nil : now.advanced(by: .seconds(1))
                    model.apply(machine.sessionOpenFailed(slot, "refused", retryAt: retry, now: now), now: now)
                } else {
                    model.idle.insert(slot)
                    model.apply(machine.sessionOpened(slot, now: now, random: random), now: now)
                }
            case 6, 7:
                guard let slot = model.checking.sorted(by: { $0.number < $1.number }).randomElement(using: &generator)
                else { continue }
                model.checking.remove(slot)
                model.idle.insert(slot)
                model.apply(machine.sessionHealthChecked(slot, isHealthy: random > 0.2, now: now), now: now)
            case 8, 9:
                guard
                    let slot = model.leased.keys.sorted(by: { $0.number < $1.number }).randomElement(using: &generator)
                else { continue }
                model.leased[slot] = nil
                model.idle.insert(slot)
                let actions = machine.released(slot, random < 0.2 ? .broken : .reusable, now: now)
                #expect(actions != nil)
                model.apply(actions ?? [], now: now)
            case 10:
                guard let slot = model.closing.sorted(by: { $0.number < $1.number }).randomElement(using: &generator)
                else { continue }
                model.closing.remove(slot)
                model.apply(machine.sessionClosed(slot, now: now), now: now)
            default:
                model.apply(machine.timerFired(now: now), now: now)
                #expect(model.waiting.allSatisfy { $0.deadline > now })
            }
            check(machine, model, now: now)
        }
        #expect(model.served > 2_000)
    }

    /// What must hold after every event.
    private func check(_ machine: Machine, _ model: ReferencePool, now: ContinuousClock.Instant) {
        let statistics = machine.statistics
        #expect(statistics.inUse == model.leased.count)
        #expect(statistics.idle == model.idle.count)
        #expect(statistics.waiting == model.waiting.count)
        #expect(statistics.opening == model.opening.count)
        #expect(model.total <= 3)
        // No lost wake-up: whoever waits is owed a session by something that is still going on, or by a timer.
        if model.waiting.count > model.opening.count + model.checking.count {
            let isFull = model.total == 3
            #expect(model.idle.isEmpty && (isFull || !model.opening.isEmpty || machine.nextTimer != nil))
        }
        if let first = model.waiting.map(\.deadline).min() {
            #expect(machine.nextTimer.map { $0 <= first } == true)
        }
    }

    @Test func aThousandWaitersOnOneSessionKeepTheirOrder() {
        var generator = SeededGenerator(seed: 42)
        var machine = Machine(limits: SessionPoolLimits(maximumSessions: 1))
        var pending: [Machine.Action] = []
        for index in 0..<1_000 {
            pending += machine.lease(request(index), now: at(Double(index) / 1000), deadline: at(1_000))
        }
        var cancelled: Set<Int> = []
        var ended: [Int] = []
        var now = at(1)
        while !pending.isEmpty {
            now = now.advanced(by: .milliseconds(1))
            let random = Double.random(in: 0..<1, using: &generator)
            if random < 0.3 {
                let index = Int.random(in: 0..<1_000, using: &generator)
                if machine.leaseCancelled(request(index), now: now) { cancelled.insert(index) }
            }
            let action = pending.removeFirst()
            switch action {
            case .open(let slot):
                pending +=
                    random < 0.05
                    ? machine.sessionOpenFailed(slot, "refused", retryAt: nil, now: now)
                    : machine.sessionOpened(slot, now: now, random: random)
            case .check(let slot, _):
                pending += machine.sessionHealthChecked(slot, isHealthy: random > 0.05, now: now)
            case .succeed(let request, let slot):
                ended.append(request.number)
                pending += machine.released(slot, random < 0.05 ? .broken : .reusable, now: now) ?? []
            case .fail(let request, _):
                ended.append(request.number)
            case .close(let slot, _):
                pending += machine.sessionClosed(slot, now: now)
            case .abort, .reportLeak, .finishClosing:
                Issue.record("unexpected")
            }
        }
        #expect(ended == ended.sorted(), "order inverted")
        #expect(Set(ended).count == ended.count)
        #expect(Set(ended).isDisjoint(with: cancelled))
        #expect(ended.count + cancelled.count == 1_000)
        #expect(cancelled.count > 200)
        #expect(machine.statistics.waiting == 0)
    }
}
