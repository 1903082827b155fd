extension Array where Element == UInt8 {
    /// An array of `count` bytes that begins with those of another, which is let go of; a body reads the rest.
    ///
    /// The system gives memory for what is written alone, so that the part that never comes takes none.
    ///
    /// - Parameter read: writes to the front of what it is given, which is never empty, and answers how much.
    static func reading<Failure: Error>(
        _ count: Int,
        behind start: inout ArraySlice<UInt8>,
        _ read: (UnsafeMutableRawBufferPointer, _ offset: Int) throws(Failure) -> Int
    ) throws(Failure) -> [UInt8] {
        precondition(start.count <= count, "the beginning fits")
        var failure: Failure?
        let whole = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            filled = start.count
            let bytes = UnsafeMutableRawBufferPointer(memory)
            _ = memory.initialize(fromContentsOf: start)
            start = []
            do throws(Failure) {
                while filled < count {
                    filled += try read(UnsafeMutableRawBufferPointer(rebasing: bytes[filled..<count]), filled)
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return whole
    }
}
