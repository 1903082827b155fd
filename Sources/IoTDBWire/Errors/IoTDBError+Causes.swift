extension String {
    /// The text with blanks for line breaks, and other control characters escaped: servers write them into messages.
    var onOneLine: String {
        guard unicodeScalars.contains(where: \.breaksLines) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": text += " "
            case _ where scalar.breaksLines: text += scalar.escaped(asASCII: true)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var breaksLines: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }
}

extension IoTDBError {
    /// The error of a call whose earlier requests were carried out, so that the call is not safe to repeat, whatever became of the last one.
    func after(_ carriedOut: String) -> IoTDBError {
        adding(cause: carriedOut, requestState: requestState == .notSent ? .outcomeUnknown : requestState)
    }

    /// The same error with one more cause.
    func adding(cause: String, requestState: RequestState? = nil) -> IoTDBError {
        IoTDBError(
            code,
            message,
            serverStatus: serverStatus,
            requestState: requestState ?? self.requestState,
            phase: phase,
            node: node,
            rowsDelivered: rowsDelivered,
            causes: causes + [cause],
            file: file,
            line: line
        )
    }
}
