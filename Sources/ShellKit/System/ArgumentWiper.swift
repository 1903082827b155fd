import Platform

/// Takes a password out of the process list.
package enum ArgumentWiper {
    /// A C program's argument vector.
    package typealias Vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    /// Overwrites the value of every `-pw`, and the password in every address, with `*`; call it after the arguments
    /// were read (`CommandLine.arguments` copies them when it is first used), with `CommandLine.argc` and
    /// `CommandLine.unsafeArgv`.
    ///
    /// Best effort: whoever looked before this saw the value, and the shell's own history keeps it.
    package static func wipePasswords(count: Int32, in vector: Vector) {
        var isValue = false
        for index in 1..<max(Int(count), 1) {
            guard let argument = vector[index] else { return }
            if isValue {
                overwrite(argument)
                isValue = false
            } else if starts(argument, with: "-pw") {
                let value = argument[3] == CChar(UInt8(ascii: "=")) ? argument + 4 : argument + 3
                isValue = argument[3] == 0
                overwrite(value)
            } else {
                wipeAddress(argument)
            }
        }
    }

    private static func starts(_ text: UnsafeMutablePointer<CChar>, with prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { bytes in
            // The NUL at the end differs from every byte of the prefix, so nothing behind it is read.
            bytes.enumerated().allSatisfy { text[$0.offset] == CChar(bitPattern: $0.element) }
        }
    }

    /// Overwrites the password in `iotdb://user:PASSWORD@host`, also behind `--url=`.
    private static func wipeAddress(_ text: UnsafeMutablePointer<CChar>) {
        guard let scheme = strstr(text, "://"), let at = strrchr(scheme, Int32(UInt8(ascii: "@"))) else { return }
        guard let colon = strchr(scheme + 3, Int32(UInt8(ascii: ":"))), colon < at else { return }
        memset(colon + 1, Int32(UInt8(ascii: "*")), at - colon - 1)
    }

    private static func overwrite(_ text: UnsafeMutablePointer<CChar>) {
        memset(text, Int32(UInt8(ascii: "*")), strlen(text))
    }
}
