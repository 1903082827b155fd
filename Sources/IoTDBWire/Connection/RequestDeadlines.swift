/// Until when a request must have left and until when it must be answered.
struct RequestDeadlines {
    let answer: Deadline
    let sending: Deadline

    /// What is added to the time for sending: a query whose own limit is a millisecond is still sent, for the server to
    /// end it.
    private static let grace = Duration.milliseconds(250)

    /// - Parameter sending: zero and less mean no limit, as they do to a server.
    init(answer: Duration?, sending: Duration?) {
        self.answer = answer.map { Deadline.after($0) } ?? .never
        let limit = sending.flatMap { $0 > .zero ? Deadline.after($0 + Self.grace) : nil }
        self.sending = (limit ?? .never).earlier(of: self.answer)
    }
}
