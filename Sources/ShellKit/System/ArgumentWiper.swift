import Glibc

/// Takes a password out of the process list.
package enum ArgumentWiper {
    /// A C program's argument vector.
    package typealias Vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    /// Overwrites the value of every `-pw` with `*`; call it after the arguments were read (`CommandLine.arguments` copies them when
    /// it is first used), with `CommandLine.argc` and `CommandLine.unsafeArgv`.
    ///
    /// Best effort: whoever looked before this saw the value, and the shell's own history keeps it.
    package static func wipePasswords(count: Int32, in vector: Vector) {
        var isValue = false
        for index in 1..<max(Int(count), 1) {
            guard let argument = vector[index] else { return }
            let text = String(cString: argument)
            if text == "--", !isValue { return }
            if isValue {
                overwrite(argument)
                isValue = false
            } else if text.hasPrefix("-pw=") {
                overwrite(argument + 4)
            } else {
                isValue = text == "-pw"
            }
        }
    }

    private static func overwrite(_ text: UnsafeMutablePointer<CChar>) {
        memset(text, Int32(UInt8(ascii: "*")), strlen(text))
    }
}
