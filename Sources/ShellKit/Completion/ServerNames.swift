import Glibc
package import IoTDBWire

/// Names that the server knows, asked for when Tab wants them.
///
/// Tab waits a moment only: what comes later is there for the next Tab. Answers are kept until ``forget()``.
package final class ServerNames: Sendable {
    /// Runs a statement and reads its rows as text.
    package typealias Ask = @Sendable (_ statement: String) async throws -> [[String]]

    private struct Answer {
        /// Nil until they have come.
        var rows: [[String]]?
        /// Raised when they have come.
        let arrival: WakePipe
    }

    /// More names are of no use to somebody who reads them.
    private static let limit = 5000
    private let answers = Lock<[String: Answer]>([:])
    private let patience: Duration
    private let ask: Ask

    /// - Parameter patience: how long Tab waits; product contract.
    package init(patience: Duration = .milliseconds(100), ask: @escaping Ask) {
        self.patience = patience
        self.ask = ask
    }

    /// Names through sessions of a pool, which no other statement waits for.
    package convenience init(_ pool: SessionPool) {
        self.init { statement in
            try await pool.withSession { try await Self.rows(of: statement, $0) }
        }
    }

    private static func rows(of statement: String, _ session: Session) async throws -> [[String]] {
        let results = try await session.query(statement)
        var rows: [[String]] = []
        do {
            for try await row in results.rows {
                rows.append(row.values.map(\.description))
                if rows.count == limit { break }
            }
        } catch {
            await results.close()
            throw error
        }
        await results.close()
        return rows
    }

    /// Drops the answers: a statement may have changed the names.
    package func forget() { answers.withLock { $0 = $0.filter { $1.rows == nil } } }

    /// The rows of each statement, none where they do not come in time. All are asked at once, and the wait is one for all.
    func rows(of statements: [String]) -> [[[String]]] {
        let asked = statements.map { statement in answers.withLock { $0[statement] } ?? begin(statement) }
        let deadline = Deadline.after(patience)
        for case let answer? in asked where answer.rows == nil {
            var entry = pollfd(fd: answer.arrival.readDescriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&entry, 1, deadline.remainingMilliseconds)
        }
        return answers.withLock { answers in statements.map { answers[$0]?.rows ?? [] } }
    }

    /// Asks; nil where the system has no descriptors left.
    private func begin(_ statement: String) -> Answer? {
        guard let arrival = try? WakePipe() else { return nil }
        let answer = Answer(rows: nil, arrival: arrival)
        answers.withLock { $0[statement] = answer }
        Task {
            // A name that cannot be had is no reason to disturb the user.
            let rows = (try? await ask(statement)) ?? []
            answers.withLock { $0[statement]?.rows = rows }
            arrival.wakeForGood()
        }
        return answer
    }
}

/// The names for the cursor, as the session now is.
package struct SessionNames: CompletionSource {
    private let server: ServerNames
    private let database: String?

    /// - Parameter database: the current one of the table dialect.
    package init(_ server: ServerNames, database: String?) {
        self.server = server
        self.database = database
    }

    package func names(for context: CompletionContext) -> [String] {
        let questions = NameQuestion.questions(for: context, database: database)
        let answers = server.rows(of: questions.map(\.statement))
        return zip(questions, answers).flatMap { question, rows in rows.compactMap(question.name) }
    }
}
