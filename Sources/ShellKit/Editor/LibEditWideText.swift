import Platform

/// Calls `body` with zero-terminated wide text.
///
/// A NUL inside ends it, as everywhere in C.
func withWide(_ text: String, _ body: (UnsafePointer<wchar_t>) -> Void) {
    let wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
    wide.withUnsafeBufferPointer { buffer in
        if let base = buffer.baseAddress { body(base) }
    }
}

extension String {
    /// Decodes wide text; `wchar_t` is UTF-32 on Linux.
    ///
    /// What is no scalar becomes U+FFFD.
    init(wide: some Sequence<wchar_t>) {
        let scalars = wide.lazy.map { Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}" }
        self.init(String.UnicodeScalarView(scalars))
    }
}

/// Zero-terminated wide text at an address that stays until the next `set`.
final class PromptBuffer: Sendable {
    /// For a callback that finds no editor; never written to.
    static let empty = PromptBuffer()

    // Proof: used by the editing thread alone; `empty` is never set.
    nonisolated(unsafe) private(set) var pointer: UnsafeMutablePointer<wchar_t>

    /// Empty text.
    init() {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: 0)
    }

    deinit {
        pointer.deallocate()
    }

    /// Takes new text, which must end with a zero.
    func set(_ text: [wchar_t]) {
        pointer.deallocate()
        pointer = .allocate(capacity: text.count)
        for (index, character) in text.enumerated() { (pointer + index).initialize(to: character) }
    }
}
