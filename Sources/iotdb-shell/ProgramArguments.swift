import Platform
import ShellKit

/// The arguments as the kernel laid them down, in which passwords can be overwritten.
enum ProgramArguments {
    /// Number of arguments with the program's name, and the vector; nil when they cannot be had.
    ///
    /// `CommandLine` reads `/proc/self/cmdline` on Linux and finds no arguments where `/proc` is not mounted: the
    /// program would do something else than what it was told to.
    static func find() -> (count: Int32, vector: ArgumentWiper.Vector)? {
        if let found = belowEnvironment() { return found }
        return CommandLine.argc > 0 ? (CommandLine.argc, CommandLine.unsafeArgv) : nil
    }

    /// A new program's stack holds the number of arguments, a pointer to each, a null pointer, and the pointers of the
    /// environment (System V ABI, "Process Initialization"): going down from the environment, the number is the word
    /// that says how many pointers were passed.
    ///
    /// Every word looked at lies between the environment and the frames of this thread, which are further down. Nothing
    /// has moved the environment yet; where something has, the word before it is hardly a null pointer, and the limit
    /// ends the search.
    private static func belowEnvironment() -> (count: Int32, vector: ArgumentWiper.Vector)? {
        let environment: ArgumentWiper.Vector = environ
        guard isOnThisStack(environment) else { return nil }
        let end = environment - 1
        guard end.pointee == nil else { return nil }
        var count = 0
        while count < 1 << 20 {
            let word = UInt(bitPattern: (end - count - 1).pointee)
            if word == UInt(count) { return count > 0 ? (Int32(count), end - count) : nil }
            count += 1
        }
        return nil
    }

    /// Whether the environment lies above this frame and within the size of a stack, where the kernel puts it.
    private static func isOnThisStack(_ environment: ArgumentWiper.Vector) -> Bool {
        var marker = 0
        let here = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
        let there = UInt(bitPattern: environment)
        return there > here && there - here < 64 << 20
    }
}
