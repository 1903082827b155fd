import IoTDBTesting
import IoTDBWire
import ShellKit
import Testing

@Suite
struct TailStateTests {
    @Test
    func eachCellIsShownOnce() {
        var state = TailState()
        state.beginPoll()
        #expect(state.receive(time: 1, tags: [], cells: [1, nil])?.cells == [1, nil])
        state.endPoll()
        #expect(state.floor == 1)
        state.beginPoll()
        #expect(state.receive(time: 1, tags: [], cells: [1, nil]) == nil)
        #expect(state.receive(time: 1, tags: [], cells: [1, 2]) == TailState.Row(cells: [nil, 2], isLate: false))
        #expect(state.receive(time: 2, tags: [], cells: [3, nil]) == TailState.Row(cells: [3, nil], isLate: false))
        state.endPoll()
    }

    @Test
    func aPointBehindTheNewestOfItsSeriesIsLate() {
        var state = TailState()
        state.beginPoll()
        _ = state.receive(time: 10, tags: ["a"], cells: [1])
        _ = state.receive(time: 5, tags: ["b"], cells: [1])
        state.endPoll()
        state.beginPoll()
        #expect(state.receive(time: 7, tags: ["b"], cells: [1])?.isLate == false)
        #expect(state.receive(time: 7, tags: ["a"], cells: [1])?.isLate == true)
        #expect(state.receive(time: 8, tags: ["b"], cells: [1])?.isLate == false)
        state.endPoll()
    }

    @Test
    func aSlowColumnIsNotLateBecauseOfAFastOne() {
        var state = TailState()
        state.beginPoll()
        _ = state.receive(time: 10, tags: [], cells: [1, nil])
        state.endPoll()
        state.beginPoll()
        #expect(state.receive(time: 9, tags: [], cells: [nil, 2])?.isLate == false)
        state.endPoll()
    }

    @Test
    func aTailThatBeganWithEverythingSeesAnyTime() {
        var state = TailState(limit: 4)
        state.beginPoll()
        _ = state.receive(time: 100, tags: [], cells: [1])
        state.hasReadAll()
        state.endPoll()
        #expect(state.floor == nil)
        state.beginPoll()
        #expect(state.receive(time: 3, tags: [], cells: [1])?.isLate == true)
        #expect(state.receive(time: 100, tags: [], cells: [1]) == nil)
        for time in 101...104 { _ = state.receive(time: Int64(time), tags: [], cells: [1]) }
        state.endPoll()
        #expect(state.floor == 103 && state.forgotten == 4)
    }

    @Test
    func whatIsRememberedIsBounded() {
        var state = TailState(limit: 100)
        for poll in 0..<50 {
            state.beginPoll()
            for offset in 0..<40 {
                let time = Int64(poll * 40 + offset)
                #expect(state.receive(time: time, tags: [], cells: [1]) != nil)
            }
            state.endPoll()
            #expect(state.rememberedRows <= 100)
            #expect(state.rememberedRows + state.forgotten == (poll + 1) * 40)
        }
        #expect(state.floor.map { $0 >= 1900 } == true)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func aWriterThatInsertsLateIsSeenOnce(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var written: Set<Int64> = []
        var seen: [Int64] = []
        var state = TailState(limit: 200)
        for poll in 0..<100 {
            for _ in 0..<5 {
                let time = Int64(poll * 10) + Int64.random(in: -30...10, using: &generator)
                if time >= 0 { written.insert(time) }
            }
            state.beginPoll()
            for time in written.sorted() where state.floor.map({ time >= $0 - 50 }) ?? true {
                if state.floor.map({ time < $0 }) ?? false, poll > 0 { continue }
                if state.receive(time: time, tags: [], cells: [1]) != nil { seen.append(time) }
            }
            state.endPoll()
        }
        #expect(Set(seen).count == seen.count)
        #expect(Set(seen).isSubset(of: written))
        // Only what came before the first poll's oldest point is never asked for.
        #expect(written.subtracting(seen).allSatisfy { $0 < (seen.first ?? 0) })
    }
}
