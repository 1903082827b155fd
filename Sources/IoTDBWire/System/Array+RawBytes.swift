extension Array where Element == UInt8 {
    /// `withUnsafeBytes` with a typed error, which the standard library's lacks.
    func withUnsafeBytesTyped<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var outcome: Swift.Result<Result, Failure>?
        withUnsafeBytes { bytes in
            do throws(Failure) { outcome = .success(try body(bytes)) } catch { outcome = .failure(error) }
        }
        guard let outcome else { preconditionFailure("withUnsafeBytes always calls its body") }
        return try outcome.get()
    }

    /// `withUnsafeMutableBytes` with a typed error, which the standard library's lacks.
    mutating func withUnsafeMutableBytesTyped<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var outcome: Swift.Result<Result, Failure>?
        withUnsafeMutableBytes { bytes in
            do throws(Failure) { outcome = .success(try body(bytes)) } catch { outcome = .failure(error) }
        }
        guard let outcome else { preconditionFailure("withUnsafeMutableBytes always calls its body") }
        return try outcome.get()
    }

    /// The pieces in one array of `count` bytes; each is let go of as soon as it is copied.
    static func joining(_ pieces: inout [[UInt8]], count: Int) -> [UInt8] {
        var whole: [UInt8] = []
        whole.reserveCapacity(count)
        for index in pieces.indices {
            whole.append(contentsOf: pieces[index])
            pieces[index] = []
        }
        return whole
    }
}
