import IoTDBWire
import Testing

/// The retry matrix, row by row.
@Suite struct RetryPolicyTests {
    typealias Row = (
        failure: RequestFailure, read: RetryDecision.Step, other: RetryDecision.Step, state: IoTDBError.RequestState,
        closes: Bool
    )

    static let matrix: [Row] = [
        (.notOpened, .nextNode, .nextNode, .notSent, true),
        (.noFirstReply, .nextNode, .nextNode, .notSent, true),
        (.notSent, .freshSession, .freshSession, .notSent, true),
        (.noReply, .freshSession, .fail, .outcomeUnknown, true),
        (.serverError, .fail, .fail, .answered, false),
        (.serverErrorThenEnd, .nextNode, .fail, .answered, true),
        (.malformedRequest, .fail, .fail, .answered, true),
        (.unreadableReply, .fail, .fail, .outcomeUnknown, true),
        (.pageLost, .fail, .fail, .answered, false),
        (.cancelled(isSent: false), .fail, .fail, .notSent, false),
        (.cancelled(isSent: true), .fail, .fail, .outcomeUnknown, true),
    ]

    @Test(arguments: matrix.indices)
    func matrixRow(index: Int) {
        let row = Self.matrix[index]
        let read = RetryPolicy().decide(row.failure, of: .read, attempt: 1)
        let other = RetryPolicy().decide(row.failure, of: .other, attempt: 1)
        #expect(read.step == row.read)
        #expect(other.step == row.other)
        #expect(read.state == row.state && other.state == row.state)
        #expect(read.closesConnection == row.closes && other.closesConnection == row.closes)
    }

    /// The one rule that must never break: what may have run is not sent again, unless it only reads or its owner
    /// vouches for it.
    @Test(arguments: matrix.indices)
    func nothingThatMayHaveRunIsSentTwice(index: Int) {
        let failure = Self.matrix[index].failure
        for attempt in 1...3 {
            let decision = RetryPolicy().decide(failure, of: .other, attempt: attempt)
            #expect(decision.state == .notSent || decision.step == .fail)
        }
    }

    @Test func aReadIsRepeatedOnlyOnceAndOnlyBeforeItsFirstRow() {
        let lost = RequestFailure.noReply
        #expect(RetryPolicy().decide(lost, of: .read, attempt: 2).step == .fail)
        #expect(RetryPolicy().decide(lost, of: .read, attempt: 1, rowsDelivered: 1).step == .fail)
        #expect(RetryPolicy.never.decide(lost, of: .read, attempt: 1).step == .fail)
    }

    @Test func aStaleConnectionIsReplacedOnce() {
        let stale = RequestFailure.notSent
        #expect(RetryPolicy().decide(stale, of: .other, attempt: 2).step == .fail)
        #expect(RetryPolicy().decide(stale, of: .other, attempt: 2).state == .notSent)
    }

    @Test func theOwnerMayVouchForAWrite() {
        let lost = RequestFailure.noReply
        #expect(RetryPolicy(isIdempotent: true).decide(lost, of: .other, attempt: 1).step == .freshSession)
        #expect(RetryPolicy(isIdempotent: true).decide(.serverError, of: .other, attempt: 1).step == .fail)
    }

    @Test func aStoppingNodeIsMarkedDown() {
        #expect(RetryPolicy().decide(.serverErrorThenEnd, of: .other, attempt: 1).marksNodeDown)
        #expect(!RetryPolicy().decide(.serverError, of: .other, attempt: 1).marksNodeDown)
    }
}
