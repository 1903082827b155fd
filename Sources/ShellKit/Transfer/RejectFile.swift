import IoTDBWire
import Platform

/// The rows that were refused, each with its line and the reason, in a file that is made with the first of them.
///
/// In csv and tsv the line and the reason stand in two fields before those of the row; else each row is a JSON object.
final class RejectFile {
    private let path: String?
    private let format: CopyCommand.Format
    private var descriptor: Int32 = -1
    private var text = TextBuffer()
    /// Number of rows written.
    private(set) var count = 0

    /// - Parameter path: nil keeps no file.
    init(path: String?, format: CopyCommand.Format) {
        self.path = path
        self.format = format
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Where the rows are; nil as long as there are none.
    var usedPath: String? { descriptor >= 0 ? path : nil }

    /// Adds rows.
    /// - Throws: `OutputError`.
    func write(_ rejects: [RowLoader.Reject]) throws(OutputError) {
        count += rejects.count
        guard let path, !rejects.isEmpty else { return }
        if descriptor < 0 {
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
            guard descriptor >= 0 else { throw .failed(target: path, code: errno) }
        }
        for reject in rejects { append(reject) }
        defer { text.truncate() }
        let sink = FileDescriptorSink(descriptor: descriptor, name: path)
        let outcome = text.withBytes { bytes in Result { () throws(OutputError) in try sink.write(bytes) } }
        try outcome.get()
    }

    private func append(_ reject: RowLoader.Reject) {
        var reason = reject.reason
        guard format != .ndjson else {
            text.append("{\"line\":")
            NumberText.append(Int64(reject.line), to: &text)
            text.append(",\"reason\":")
            reason.withUTF8 { JSONText.append(UnsafeRawBufferPointer($0), to: &text) }
            text.append(",\"row\":")
            reject.content.withUnsafeBytes { JSONText.append($0, to: &text) }
            return text.append("}\n")
        }
        let delimiter = format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
        NumberText.append(Int64(reject.line), to: &text)
        text.append(delimiter)
        // Always quoted, whatever the delimiter.
        text.append(UInt8(ascii: "\""))
        reason = reason.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        text.append(reason)
        text.append(UInt8(ascii: "\""))
        text.append(delimiter)
        text.append(reject.content)
        text.append("\n")
    }
}
