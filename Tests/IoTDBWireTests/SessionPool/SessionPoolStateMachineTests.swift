import IoTDBWire
import Testing

typealias Machine = SessionPoolStateMachine<String>

/// Time zero of the tests of decisions.
let start = ContinuousClock.now

func at(_ seconds: Double) -> ContinuousClock.Instant {
    start.advanced(by: .milliseconds(Int((seconds * 1000).rounded())))
}

func request(_ number: Int) -> LeaseRequest { LeaseRequest(number: number) }

func slot(_ number: Int) -> SessionSlot { SessionSlot(number: number) }

extension Machine {
    /// A machine with one session in the state that the name says; the session is slot 0, its borrower request 0.
    static func make(_ state: String, limits: SessionPoolLimits = SessionPoolLimits(maximumSessions: 1)) -> Machine {
        var machine = Machine(limits: limits)
        guard state != "empty" else { return machine }
        #expect(machine.lease(request(0), now: at(0), deadline: at(60)) == [.open(slot(0))])
        guard state != "opening" else { return machine }
        #expect(machine.sessionOpened(slot(0), now: at(1), random: 0) == [.succeed(request(0), slot(0))])
        guard state != "leased" else { return machine }
        if state == "closing" {
            #expect(machine.released(slot(0), .broken, now: at(2)) == [.close(slot(0), .broken)])
            return machine
        }
        #expect(machine.released(slot(0), .reusable, now: at(2)) == [])
        guard state != "idle" else { return machine }
        #expect(state == "checking")
        #expect(machine.lease(request(1), now: at(2), deadline: at(60)) == [.check(slot(0), .peek)])
        return machine
    }
}

/// What each event does in each state of a slot: first with the pool running, then with it closing.
@Suite struct SessionPoolEventTableTests {
    enum Event: String, CaseIterable { case opened, openFailed, healthy, unhealthy, released, broken, closed }

    static func apply(_ event: Event, to machine: inout Machine) -> [Machine.Action]? {
        switch event {
        case .opened: machine.sessionOpened(slot(0), now: at(3), random: 0)
        case .openFailed: machine.sessionOpenFailed(slot(0), "refused", retryAt: nil, now: at(3))
        case .healthy: machine.sessionHealthChecked(slot(0), isHealthy: true, now: at(3))
        case .unhealthy: machine.sessionHealthChecked(slot(0), isHealthy: false, now: at(3))
        case .released: machine.released(slot(0), .reusable, now: at(3))
        case .broken: machine.released(slot(0), .broken, now: at(3))
        case .closed: machine.sessionClosed(slot(0), now: at(3))
        }
    }

    static let running: [String: [Event: [Machine.Action]]] = [
        "empty": [:],
        "opening": [
            .opened: [.succeed(request(0), slot(0))], .openFailed: [.fail(request(0), .openFailed("refused"))],
        ],
        "idle": [:],
        "checking": [.healthy: [.succeed(request(1), slot(0))], .unhealthy: [.close(slot(0), .healthCheck)]],
        "leased": [.released: [], .broken: [.close(slot(0), .broken)]],
        "closing": [.closed: []],
    ]

    static let closing: [String: [Event: [Machine.Action]]] = [
        "opening": [.opened: [.close(slot(0), .poolClosed)], .openFailed: [.finishClosing]],
        "idle": [.closed: [.finishClosing]],
        "checking": [.healthy: [.close(slot(0), .poolClosed)], .unhealthy: [.close(slot(0), .poolClosed)]],
        "leased": [.released: [.close(slot(0), .poolClosed)], .broken: [.close(slot(0), .poolClosed)]],
        "closing": [.closed: [.finishClosing]],
    ]

    /// Releasing what is not lent out is the caller's mistake and answered with nil; other events that do not fit are
    /// late and do nothing.
    static func nothing(for event: Event) -> [Machine.Action]? {
        switch event {
        case .released, .broken: nil
        case .opened, .openFailed, .healthy, .unhealthy, .closed: []
        }
    }

    @Test(arguments: running.keys.sorted(), Event.allCases)
    func runningPool(state: String, event: Event) {
        var machine = Machine.make(state)
        let expected = Self.running[state]?[event] ?? Self.nothing(for: event)
        #expect(Self.apply(event, to: &machine) == expected)
    }

    @Test(arguments: closing.keys.sorted(), Event.allCases)
    func closingPool(state: String, event: Event) {
        var machine = Machine.make(state)
        _ = machine.closeRequested(now: at(2.5), deadline: at(10))
        let expected = Self.closing[state]?[event] ?? Self.nothing(for: event)
        #expect(Self.apply(event, to: &machine) == expected)
    }

    @Test(arguments: closing.keys.sorted(), Event.allCases)
    func abortedPool(state: String, event: Event) {
        var machine = Machine.make(state)
        _ = machine.closeRequested(now: at(2.5), deadline: at(2.5))
        #expect(Self.apply(event, to: &machine) == (event == .closed ? [.finishClosing] : Self.nothing(for: event)))
    }

    @Test(arguments: Event.allCases)
    func closedPool(event: Event) {
        var machine = Machine.make("empty")
        #expect(machine.closeRequested(now: at(2), deadline: at(10)) == [.finishClosing])
        #expect(Self.apply(event, to: &machine) == Self.nothing(for: event))
        #expect(machine.timerFired(now: at(100)) == [])
        #expect(machine.nextTimer == nil)
        #expect(machine.limitsChanged(SessionPoolLimits(maximumSessions: 5), now: at(3)) == [])
    }
}

/// What the pool promises, one promise a test.
@Suite struct SessionPoolStateMachineTests {
    @Test func opensNothingUntilAsked() {
        let machine = Machine(limits: SessionPoolLimits(maximumSessions: 4))
        #expect(machine.statistics.open == 0)
        #expect(machine.nextTimer == nil)
    }

    @Test func handsOutTheSessionUsedMostRecently() {
        var machine = Machine(limits: SessionPoolLimits(maximumSessions: 2))
        for index in 0..<2 {
            #expect(machine.lease(request(index), now: at(0), deadline: at(9)) == [.open(slot(index))])
            _ = machine.sessionOpened(slot(index), now: at(0), random: 0)
        }
        _ = machine.released(slot(0), .reusable, now: at(1))
        _ = machine.released(slot(1), .reusable, now: at(2))
        #expect(machine.lease(request(2), now: at(2.5), deadline: at(9)) == [.check(slot(1), .peek)])
    }

    @Test func pingsASessionThatWasIdleForASecond() {
        var machine = Machine.make("idle")
        #expect(machine.lease(request(1), now: at(3), deadline: at(9)) == [.check(slot(0), .ping)])
    }

    @Test func replacesASessionThatFailsItsCheckOnceItsPlaceIsFree() {
        var machine = Machine.make("checking")
        #expect(machine.sessionHealthChecked(slot(0), isHealthy: false, now: at(3)) == [.close(slot(0), .healthCheck)])
        #expect(machine.sessionClosed(slot(0), now: at(3)) == [.open(slot(1))])
        #expect(machine.sessionOpened(slot(1), now: at(4), random: 0) == [.succeed(request(1), slot(1))])
        #expect(machine.statistics.closedByHealthCheck == 1)
    }

    @Test func keepsAnOpenedSessionWhoseCallerLeft() {
        var machine = Machine.make("opening")
        let first = machine.leaseCancelled(request(0), now: at(0.5))
        let second = machine.leaseCancelled(request(0), now: at(0.6))
        #expect(first && !second)
        #expect(machine.sessionOpened(slot(0), now: at(1), random: 0) == [])
        #expect(machine.statistics.idle == 1)
        #expect(machine.statistics.acquireCancellations == 1)
    }

    @Test func aFailedOpeningFailsTheLongestWaiterAndTriesForTheNext() {
        var machine = Machine.make("opening")
        #expect(machine.lease(request(1), now: at(0), deadline: at(60)) == [])
        #expect(
            machine.sessionOpenFailed(slot(0), "refused", retryAt: nil, now: at(1))
                == [.fail(request(0), .openFailed("refused")), .open(slot(1))]
        )
    }

    @Test func aFailureThatNobodyCanMendFailsEverybodyAtOnce() {
        var machine = Machine.make("opening")
        _ = machine.lease(request(1), now: at(0), deadline: at(60))
        #expect(
            machine.sessionOpenFailed(slot(0), "wrong password", retryAt: nil, failsAll: true, now: at(1)) == [
                .fail(request(0), .openFailed("wrong password")), .fail(request(1), .openFailed("wrong password")),
            ]
        )
    }

    @Test func anOutageIsProbedAtItsPaceByOneOpeningAtATime() {
        var machine = Machine(limits: SessionPoolLimits(maximumSessions: 3))
        #expect(machine.lease(request(0), now: at(0), deadline: at(60)) == [.open(slot(0))])
        _ = machine.sessionOpenFailed(slot(0), "refused", retryAt: at(2), now: at(0))
        #expect(machine.lease(request(1), now: at(1), deadline: at(60)) == [])
        #expect(machine.lease(request(2), now: at(1), deadline: at(60)) == [])
        #expect(machine.nextTimer == at(2))
        #expect(machine.timerFired(now: at(2)) == [.open(slot(1))])
        #expect(
            machine.sessionOpened(slot(1), now: at(3), random: 0) == [.succeed(request(1), slot(1)), .open(slot(2))]
        )
    }

    @Test func aDeadlineNamesTheTrueCause() {
        var exhausted = Machine.make("leased")
        _ = exhausted.lease(request(1), now: at(2), deadline: at(5))
        #expect(exhausted.nextTimer == at(5))
        #expect(exhausted.timerFired(now: at(5)) == [.fail(request(1), .exhausted)])

        var opening = Machine.make("opening")
        #expect(opening.timerFired(now: at(60)) == [.fail(request(0), .stillOpening)])

        var outage = Machine.make("opening")
        _ = outage.lease(request(1), now: at(0), deadline: at(5))
        _ = outage.sessionOpenFailed(slot(0), "refused", retryAt: at(8), now: at(1))
        #expect(outage.timerFired(now: at(5)) == [.fail(request(1), .openFailed("refused"))])
    }

    @Test func closesWhatIsIdleTooLongOrTooOld() {
        var idle = Machine.make(
            "idle",
            limits: SessionPoolLimits(maximumSessions: 1, idleTimeout: .seconds(10), maximumLifetime: nil)
        )
        #expect(idle.nextTimer == at(12))
        #expect(idle.timerFired(now: at(11.9)) == [])
        #expect(idle.timerFired(now: at(12)) == [.close(slot(0), .idleTimeout)])
        #expect(idle.statistics.closedByIdleTimeout == 1)

        var limits = SessionPoolLimits(maximumSessions: 1, idleTimeout: nil, maximumLifetime: .seconds(20))
        limits.lifetimeJitter = .seconds(10)
        var old = Machine.make("leased", limits: limits)
        #expect(old.released(slot(0), .reusable, now: at(21)) == [.close(slot(0), .lifetime)])

        var expired = Machine.make("idle", limits: limits)
        #expect(expired.lease(request(1), now: at(21), deadline: at(30)) == [.close(slot(0), .lifetime)])
        #expect(expired.sessionClosed(slot(0), now: at(21)) == [.open(slot(1))])
    }

    @Test func aChangedLifeTimeHoldsForSessionsThatAreOpen() {
        var limits = SessionPoolLimits(maximumSessions: 1, idleTimeout: nil, maximumLifetime: nil)
        var machine = Machine.make("idle", limits: limits)
        #expect(machine.nextTimer == nil)
        limits.maximumLifetime = .seconds(20)
        #expect(machine.limitsChanged(limits, now: at(5)) == [])
        #expect(machine.nextTimer == at(21))
        #expect(machine.timerFired(now: at(21)) == [.close(slot(0), .lifetime)])

        var longer = Machine.make("leased", limits: limits)
        limits.maximumLifetime = .seconds(100)
        #expect(longer.limitsChanged(limits, now: at(5)) == [])
        #expect(longer.released(slot(0), .reusable, now: at(30)) == [])
    }

    @Test func limitsThatWouldOpenNothingAreRaisedToOne() {
        var limits = SessionPoolLimits(maximumSessions: 1)
        limits.maximumSessions = 0
        limits.maximumIdle = -1
        var machine = Machine(limits: limits)
        #expect(machine.lease(request(0), now: at(0), deadline: at(5)) == [.open(slot(0))])
        #expect(machine.limitsChanged(limits, now: at(1)) == [])
        #expect(machine.limits.maximumSessions == 1 && machine.limits.maximumIdle == 0)
    }

    @Test func jitterSpreadsTheEndsOfLives() {
        var limits = SessionPoolLimits(maximumSessions: 1, maximumLifetime: .seconds(100))
        limits.lifetimeJitter = .seconds(10)
        #expect(limits.lifetime(random: 0) == .seconds(100))
        #expect(limits.lifetime(random: 0.5) == .seconds(95))
        limits.lifetimeJitter = .seconds(1000)
        #expect(limits.lifetime(random: 0.5) == .seconds(50))
    }

    @Test func keepsNoMoreIdleSessionsThanAllowed() {
        var machine = Machine.make("leased", limits: SessionPoolLimits(maximumSessions: 2, maximumIdle: 0))
        #expect(machine.released(slot(0), .reusable, now: at(2)) == [.close(slot(0), .idleLimit)])
    }

    @Test func limitsCanBeLoweredAndRaised() {
        var machine = Machine(limits: SessionPoolLimits(maximumSessions: 2))
        for index in 0..<2 {
            _ = machine.lease(request(index), now: at(0), deadline: at(60))
            _ = machine.sessionOpened(slot(index), now: at(0), random: 0)
        }
        _ = machine.released(slot(0), .reusable, now: at(1))
        #expect(
            machine.limitsChanged(SessionPoolLimits(maximumSessions: 1), now: at(2))
                == [.close(slot(0), .sessionLimit)]
        )
        #expect(machine.lease(request(3), now: at(2), deadline: at(60)) == [])
        #expect(machine.sessionClosed(slot(0), now: at(3)) == [])
        #expect(machine.limitsChanged(SessionPoolLimits(maximumSessions: 2), now: at(4)) == [.open(slot(2))])
    }

    @Test func aSessionLentOutWhenTheLimitFellIsClosedOnReturn() {
        var machine = Machine(limits: SessionPoolLimits(maximumSessions: 2))
        for index in 0..<2 {
            _ = machine.lease(request(index), now: at(0), deadline: at(60))
            _ = machine.sessionOpened(slot(index), now: at(0), random: 0)
        }
        #expect(machine.limitsChanged(SessionPoolLimits(maximumSessions: 1), now: at(1)) == [])
        #expect(machine.released(slot(1), .reusable, now: at(2)) == [.close(slot(1), .sessionLimit)])
        #expect(machine.released(slot(0), .reusable, now: at(2)) == [])
        #expect(machine.statistics.idle == 1)
    }

    @Test func reportsALeaseHeldTooLongOnce() {
        var machine = Machine(limits: SessionPoolLimits(maximumSessions: 1), leakThreshold: .seconds(5))
        _ = machine.lease(request(0), now: at(0), deadline: at(60))
        _ = machine.sessionOpened(slot(0), now: at(0), random: 0)
        #expect(machine.nextTimer == at(5))
        #expect(machine.timerFired(now: at(6)) == [.reportLeak(slot(0), .seconds(6))])
        #expect(machine.timerFired(now: at(7)) == [])
    }

    @Test func closingFailsWaitersAndWaitsForBorrowersUntilTheDeadline() {
        var machine = Machine.make("leased")
        _ = machine.lease(request(1), now: at(2), deadline: at(60))
        #expect(machine.closeRequested(now: at(3), deadline: at(10)) == [.fail(request(1), .poolClosed)])
        #expect(machine.lease(request(2), now: at(4), deadline: at(60)) == [.fail(request(2), .poolClosed)])
        #expect(machine.nextTimer == at(10))
        #expect(machine.timerFired(now: at(10)) == [.abort(slot(0))])
        #expect(machine.sessionClosed(slot(0), now: at(10)) == [.finishClosing])
    }

    @Test func aSecondCloseShortensTheWait() {
        var machine = Machine.make("leased")
        #expect(machine.closeRequested(now: at(3), deadline: at(100)) == [])
        #expect(machine.closeRequested(now: at(3), deadline: at(200)) == [])
        #expect(machine.nextTimer == at(100))
        #expect(machine.closeRequested(now: at(4), deadline: at(4)) == [.abort(slot(0))])
        #expect(machine.sessionClosed(slot(0), now: at(4)) == [.finishClosing])
        #expect(machine.closeRequested(now: at(5), deadline: at(6)) == [.finishClosing])
    }

    @Test func countsWaiting() {
        var machine = Machine.make("leased")
        _ = machine.lease(request(1), now: at(2), deadline: at(60))
        #expect(machine.statistics.waiting == 1)
        #expect(machine.released(slot(0), .reusable, now: at(5)) == [.check(slot(0), .peek)])
        #expect(machine.sessionHealthChecked(slot(0), isHealthy: true, now: at(5)) == [.succeed(request(1), slot(0))])
        #expect(machine.statistics.waited == 1)
        #expect(machine.statistics.waitDuration == .seconds(3))
        #expect(machine.statistics.inUse == 1)
    }
}
