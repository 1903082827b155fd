@testable import IoTDBDemo

/// The error of a statement that has to fail; nil when it succeeds.
func statementError<Result>(_ body: () throws -> Result) -> StatementError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? StatementError
    }
}
