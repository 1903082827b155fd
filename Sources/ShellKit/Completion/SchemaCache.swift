import IoTDBWire
package import SQLText

/// Names that a server has given, kept for a while.
///
/// Nothing here waits for a server but ``load(_:)``. From any thread.
package final class SchemaCache: Sendable {
    private struct Answer {
        /// In the order of their bytes.
        let names: [SchemaName]
        let expiry: ContinuousClock.Instant
    }

    private struct State {
        var answers: [CompletionQuery: Answer] = [:]
        var running: [CompletionQuery: Task<Void, Never>] = [:]
        /// Counts how often the answers were dropped: one that was asked for before is out of date.
        var generation = 0
    }

    /// More answers are dropped, all of them.
    private static let answerLimit = 1000
    private let state = Lock(State())
    private let source: any SchemaSource
    private let lifetime: Duration

    /// - Parameter lifetime: how long an answer is kept: others change names, too.
    package init(_ source: any SchemaSource, lifetime: Duration = .seconds(60)) {
        self.source = source
        self.lifetime = lifetime
    }

    /// The names of an answer that is kept, in the order of their bytes; nil where there is none.
    package func names(_ query: CompletionQuery) -> [SchemaName]? {
        state.withLock { state in
            guard let answer = state.answers[query], answer.expiry > .now else { return nil }
            return answer.names
        }
    }

    /// Waits until all are answered, as far as the server does.
    package func load(_ queries: [CompletionQuery]) async {
        let running = queries.filter { names($0) == nil }.map(begin)
        for task in running { await task.value }
    }

    /// Waits for answers, but not longer than a duration.
    package func load(_ queries: [CompletionQuery], within limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            // Not a child: its task goes on, and its answer is kept for the next time.
            let all = Task { await load(queries) }
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
            Task {
                await all.value
                arrival.finish()
            }
            group.addTask { for await _ in arrivals {} }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Drops all answers.
    package func forget() {
        state.withLock { state in
            state.answers = [:]
            state.running = [:]
            state.generation += 1
        }
    }

    /// Drops the answers behind a statement that may have changed names.
    package func forget(after statement: String, grammar: SQLGrammar) {
        // The first word is near the start of all but the strangest ones.
        let bytes = Array(statement.utf8.prefix(4096))
        var lexer = SQLLexer(grammar: grammar)
        var index = 0
        while let token = lexer.next(in: bytes, at: &index) {
            if token.isBlank { continue }
            if !Self.reading.contains(token.uppercased(in: bytes)) { forget() }
            return
        }
        forget()
    }

    /// First words of statements that change no names.
    private static let reading: Set = [
        "SELECT", "SHOW", "COUNT", "DESC", "DESCRIBE", "EXPLAIN", "LIST", "USE", "WITH", "FLUSH", "KILL",
    ]

    private func begin(_ query: CompletionQuery) -> Task<Void, Never> {
        state.withLock { state in
            if let known = state.running[query] { return known }
            let generation = state.generation
            let task = Task { await ask(query, generation) }
            state.running[query] = task
            return task
        }
    }

    private func ask(_ query: CompletionQuery, _ generation: Int) async {
        var names: [SchemaName] = []
        var kept = query.isShortLived ? Duration.seconds(2) : lifetime
        do {
            if let statement = query.statement { names = query.names(in: try await source.rows(of: statement)) }
        } catch {
            // A name that cannot be had is no reason to disturb the user, nor to ask again at each key.
            kept = .seconds(2)
        }
        names.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let answer = Answer(names: names, expiry: .now + kept)
        state.withLock { state in
            guard state.generation == generation else { return }
            state.running[query] = nil
            if state.answers.count >= Self.answerLimit { state.answers = [:] }
            state.answers[query] = answer
        }
    }
}
