/// Arguments as the system passes them, which are bytes.
package enum ArgumentText {
    /// The number of the first argument that is no UTF-8, counted from 1 behind the program's name.
    ///
    /// `CommandLine.arguments` puts U+FFFD for such bytes; a statement must not be changed on its way.
    package static func firstInvalid(count: Int32, in vector: ArgumentWiper.Vector) -> Int? {
        (1..<max(Int(count), 1)).first { index in
            vector[index].map { String(validatingCString: $0) == nil } ?? false
        }
    }
}
