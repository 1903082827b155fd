/// Turns what the terminal sends into keys and pastes.
///
/// A value apart from any reading: scalars go in, and time that passes without any. Of a paste nothing is ever a key:
/// control characters in it are dropped, and so is an end marker that the pasted text itself holds, because the true
/// one always comes behind it. Keys that follow a paste at once, as Enter sent by a script, are kept apart from it by
/// the silence that follows.
struct KeyDecoder {
    /// What was recognised.
    enum Item: Equatable {
        /// A character, or a ``KeyCode``.
        case key(UInt32)
        /// The text of a paste.
        case paste([UInt32])
        /// A key that terminals have and the editor does not.
        case unknownKey
    }

    private enum State {
        case ground
        /// Part of a sequence is held: `ESC`, `ESC [ 1 ;` and the like.
        case sequence
        case paste
        /// Behind an end marker: what comes is a key, unless another marker follows.
        case pasteEnd
    }

    /// Sequences (behind `ESC`) that the user has bound himself, and which are therefore handed on as they came.
    var isLeftToUser: (String) -> Bool = { _ in false }

    private var state = State.ground
    private var items: [Item] = []
    /// The sequence that is not complete.
    private var held: [UInt32] = []
    /// The paste so far.
    private var filter = PasteFilter()
    /// What has come behind its end marker.
    private var tail: [UInt32] = []
    private static let escape: UInt32 = 0x1B
    /// Longer sequences are none.
    private static let longestSequence = 32

    /// Whether an item is complete.
    var hasItem: Bool { !items.isEmpty }

    /// The next item that is complete.
    mutating func next() -> Item? {
        items.isEmpty ? nil : items.removeFirst()
    }

    /// Forgets the complete items up to the last one that is this key; false, and nothing, where there is none.
    mutating func dropKeys(through key: UInt32) -> Bool {
        guard key != 0, let last = items.lastIndex(of: .key(key)) else { return false }
        items.removeSubrange(...last)
        return true
    }

    /// Milliseconds of silence after which `silence()` should be called; nil when silence means nothing.
    var patience: Int32? {
        switch state {
        case .ground, .paste: nil
        case .sequence: held.count == 1 ? 25 : 100
        case .pasteEnd: 50
        }
    }

    /// Takes a scalar.
    mutating func feed(_ scalar: UInt32) {
        switch state {
        case .ground: begin(scalar)
        case .sequence: proceed(scalar)
        case .paste: if filter.feed(scalar) { state = .pasteEnd }
        case .pasteEnd:
            tail.append(scalar)
            lookForMarker()
        }
    }

    /// Nothing has come for some time: what was begun is complete.
    mutating func silence() {
        switch state {
        case .ground, .paste: break
        case .sequence: flush()
        case .pasteEnd:
            state = .ground
            items.append(.paste(filter.text))
            let keys = tail
            (filter, tail) = (PasteFilter(), [])
            for scalar in keys { feed(scalar) }
        }
    }

    private mutating func begin(_ scalar: UInt32) {
        if scalar == Self.escape {
            held = [scalar]
            state = .sequence
        } else {
            // The code points of keys cannot be typed, only forged.
            items.append(.key((0x80..<0xA0).contains(scalar) ? 0xFFFD : scalar))
        }
    }

    private mutating func proceed(_ scalar: UInt32) {
        switch (held.count, scalar) {
        case (1, 0x5B), (1, 0x4F): held.append(scalar)
        // `ESC O` has one more character, `ESC [` parameters and then one.
        case (2..., 0x40...0x7E) where held[1] == 0x5B || held.count == 2:
            held.append(scalar)
            complete()
        case (2..<Self.longestSequence, 0x20...0x3F) where held[1] == 0x5B: held.append(scalar)
        case _:
            flush()
            feed(scalar)
        }
    }

    private mutating func complete() {
        let name = LineBuffer(Array(held.dropFirst())).string
        if name == "[200~" {
            state = .paste
        } else if isLeftToUser(name) {
            flush()
        } else if let key = KeyCode.key(name) {
            state = .ground
            items.append(.key(key.rawValue))
        } else if name.first == "O" {
            flush()
        } else {
            state = .ground
            items.append(.unknownKey)
        }
    }

    private mutating func flush() {
        state = .ground
        items += held.map { .key($0) }
    }

    /// An end marker among the keys makes them part of the paste; a start marker makes it go on.
    private mutating func lookForMarker() {
        if tail.hasSuffix(PasteFilter.endMarker) {
            for scalar in tail { _ = filter.feed(scalar) }
        } else if tail.hasSuffix(PasteFilter.startMarker) {
            for scalar in tail.dropLast(PasteFilter.startMarker.count) { _ = filter.feed(scalar) }
            state = .paste
        } else {
            return
        }
        tail = []
    }
}

extension Array where Element == UInt32 {
    fileprivate func hasSuffix(_ other: [UInt32]) -> Bool {
        count >= other.count && self[(count - other.count)...].elementsEqual(other)
    }
}
