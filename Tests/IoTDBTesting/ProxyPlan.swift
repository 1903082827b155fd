/// What a ``FaultProxy`` does to one connection.
package struct ProxyPlan: Sendable {
    /// How a connection ends when a limit is reached.
    package enum Ending: Sendable, CaseIterable {
        /// Both sides are closed in an orderly way.
        case close
        /// Both sides get a reset.
        case reset
        /// Nothing passes any more until one side goes.
        case stall
    }

    /// What happens to one direction.
    package struct Toxics: Sendable {
        /// Pause before each piece is passed on.
        package var latency: Duration = .zero
        /// Bytes a second; nil: as fast as can be.
        package var bandwidth: Int?
        /// Largest piece passed on at once.
        package var slice = 65_536
        /// Bytes after which the connection ends; nil: never.
        package var limit: Int?
        /// How it ends then.
        package var ending = Ending.close

        package init(limit: Int? = nil, ending: Ending = .close) {
            self.limit = limit
            self.ending = ending
        }
    }

    /// From the client to the server.
    package var upstream: Toxics
    /// From the server to the client.
    package var downstream: Toxics

    package init(upstream: Toxics = Toxics(), downstream: Toxics = Toxics()) {
        self.upstream = upstream
        self.downstream = downstream
    }

    /// Plans that cut each connection after a random number of bytes, up to `longest`, in a random direction.
    package static func randomCuts(seed: UInt64, longest: Int) -> FaultProxy.Planner {
        { connection in
            var generator = SeededGenerator(seed: seed &+ UInt64(connection) &* 0x9e37)
            let ending: Ending = Bool.random(using: &generator) ? .close : .reset
            let toxics = Toxics(limit: Int.random(in: 1...longest, using: &generator), ending: ending)
            return Bool.random(using: &generator) ? ProxyPlan(upstream: toxics) : ProxyPlan(downstream: toxics)
        }
    }
}
