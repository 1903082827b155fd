import Platform

/// The three descriptors every program expects to be open.
package enum StandardStreams {
    /// Opens those that are not, so that the next file or socket does not become standard output.
    ///
    /// Using them fails as before: the input cannot be read, the outputs cannot be written.
    package static func occupy() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is given, which is this one.
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }
}
