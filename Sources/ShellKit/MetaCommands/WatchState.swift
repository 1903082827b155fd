/// How far `\watch` has come.
struct WatchState {
    /// What was asked for.
    let request: WatchRequest
    /// The result of the last run.
    private(set) var previous: ReplayableResult?
    private var runs = 0
    private var isOver = false

    init(_ request: WatchRequest) { self.request = request }

    /// Whether the statement runs once more.
    var continues: Bool { !isOver && runs < request.count ?? .max }

    /// Takes the result of a run into account.
    mutating func note(_ result: ReplayableResult?) {
        runs += 1
        previous = result
        if let minimum = request.minimumRows, result?.rowCount ?? 0 >= minimum { isOver = true }
        if let text = request.until, let cell = result?.firstCell, cell == text { isOver = true }
    }
}
