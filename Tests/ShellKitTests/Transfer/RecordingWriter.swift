import IoTDBWire

@testable import ShellKit

/// Keeps what an import writes, as a server would: a row replaces an earlier one of its device and time.
final class RecordingWriter: TabletWriter {
    /// What becomes of a batch.
    enum Fate: Sendable {
        case stored
        /// Stored, and the answer is lost.
        case answerLost
        case refused(StatusCode)
        case down
    }

    private struct State {
        var cells: [String: [Int64: [String: Value]]] = [:]
        var types: [String: DataType] = [:]
        var rowCounts: [Int] = []
        var calls = 0
    }

    private let state = Lock(State())
    private let fate: @Sendable (Int) -> Fate

    /// - Parameter fate: what becomes of a call, by its number from 0.
    init(fate: @escaping @Sendable (Int) -> Fate = { _ in .stored }) { self.fate = fate }

    func write(_ batch: ImportBatch) async throws(IoTDBError) {
        let call = state.withLock { state in
            state.calls += 1
            return state.calls - 1
        }
        let fate = fate(call)
        switch fate {
        case .refused(let code):
            let status = ServerStatus(code: code, message: "no")
            throw IoTDBError(.serverError, "no", serverStatus: status, requestState: .answered)
        case .down: throw IoTDBError(.connectionFailed, "down")
        case .stored, .answerLost: break
        }
        state.withLock { state in
            state.rowCounts.append(batch.rows.count)
            for part in batch.parts {
                for (index, column) in part.tablet.columns.enumerated() {
                    state.types[part.tablet.target + "." + column.name] = column.type
                    for row in 0..<part.tablet.rowCount {
                        let value = part.tablet.value(row: row, column: index)
                        guard value != .null else { continue }
                        state.cells[part.tablet.target, default: [:]][part.tablet.timestamps[row], default: [:]][
                            column.name
                        ] = value
                    }
                }
            }
        }
        if case .answerLost = fate { throw IoTDBError(.outcomeUnknown, "lost", requestState: .outcomeUnknown) }
    }

    var cells: [String: [Int64: [String: Value]]] { state.withLock { $0.cells } }
    var types: [String: DataType] { state.withLock { $0.types } }
    /// Rows of each batch that was stored.
    var rowCounts: [Int] { state.withLock { $0.rowCounts } }
    var calls: Int { state.withLock { $0.calls } }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private(set) var position = 0
    let size: Int?

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
        size = bytes.count
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = rest.prefix(buffer.count)
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        position += piece.count
        return piece.count
    }
}
