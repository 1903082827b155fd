/// The status in an answer, for those that have one.
extension ThriftValue {
    package var outcome: Status? { nil }
}

extension Status {
    package var outcome: Status? { self }
}

extension ExecuteStatementResponse {
    package var outcome: Status? { status }
}

extension GetTimeZoneResponse {
    package var outcome: Status? { status }
}

extension PrepareResponse {
    package var outcome: Status? { status }
}

extension QueryTemplateResponse {
    package var outcome: Status? { status }
}
