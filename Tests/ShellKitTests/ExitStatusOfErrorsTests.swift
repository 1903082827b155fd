import IoTDBWire
import ShellKit
import Testing

/// The exit status that an error of the library stands for.
@Suite struct ExitStatusOfErrorsTests {
    @Test func aStatementThatNoFrameHoldsIsAFailureOfOurOwn() {
        #expect(ExitStatus(IoTDBError(.frameTooLarge, "too large", requestState: .notSent)) == .ownFailure)
        #expect(ExitStatus(IoTDBError(.frameTooLarge, "too large", requestState: .outcomeUnknown)) == .noConnection)
    }

    @Test func aServersRefusalIsAFailedStatementUnlessTheSessionWasBeingOpened() {
        #expect(ExitStatus(IoTDBError(.serverError, "", phase: .receive)) == .statementFailed)
        #expect(ExitStatus(IoTDBError(.serverError, "", phase: .openSession)) == .noConnection)
    }

    @Test func whatIsNotKnownToHaveHappenedCountsAsALostConnection() {
        #expect(ExitStatus(IoTDBError(.outcomeUnknown, "")) == .noConnection)
        #expect(ExitStatus(IoTDBError(.incompleteResult, "")) == .noConnection)
        #expect(ExitStatus(IoTDBError(.cancelled, "")) == .interrupted)
    }
}
