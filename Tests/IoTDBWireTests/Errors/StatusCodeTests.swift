import IoTDBWire
import Testing

@Suite struct StatusCodeTests {
    @Test func theTableIsCompleteAscendingAndWithoutDuplicates() {
        let codes = StatusCode.named.map(\.rawValue)
        #expect(codes.count == 273)
        #expect(zip(codes, codes.dropFirst()).allSatisfy(<))
        #expect(Set(StatusCode.named.map(\.name)).count == 273)
    }

    @Test(
        arguments: [
            (200, "SUCCESS_STATUS"), (302, "MULTIPLE_ERROR"), (400, "REDIRECTION_RECOMMEND"),
            (536, "METADATA_LEASE_FENCED_RETRY_REQUIRED"),
            (701, "SEMANTIC_ERROR"), (822, "USER_LOGIN_LOCKED"), (2305, "CANNOT_DROP_RUNNING_EXTERNAL_SERVICE"),
        ] as [(Int32, String)]
    )
    func aKnownCodeHasItsName(code: Int32, name: String) {
        #expect(StatusCode(rawValue: code).name == name)
        #expect(StatusCode(rawValue: code).description == "\(name) (\(code))")
    }

    @Test(arguments: [Int32.min, -1, 0, 199, 207, 810, 2306, .max])
    func anUnknownCodeKeepsItsNumber(code: Int32) {
        #expect(StatusCode(rawValue: code).name == nil)
        #expect(StatusCode(rawValue: code).description == "\(code)")
    }

    @Test func everyCodeFindsItsOwnName() {
        for entry in statusCodeNames { #expect(StatusCode(rawValue: entry.code).name == "\(entry.name)") }
    }

    @Test(arguments: [
        (StatusCode.sqlParseError, "SQL_PARSE_ERROR"), (.queryWasKilled, "QUERY_WAS_KILLED"),
        (.queryTimeout, "QUERY_TIMEOUT"),
        (.wrongLoginPassword, "WRONG_LOGIN_PASSWORD"), (.noPermission, "NO_PERMISSION"), (.notLogin, "NOT_LOGIN"),
        (.queryNotAllowed, "QUERY_NOT_ALLOWED"), (.outOfTTL, "OUT_OF_TTL"), (.noSuchQuery, "NO_SUCH_QUERY"),
        (.planFailedNetworkPartition, "PLAN_FAILED_NETWORK_PARTITION"), (.tableNotExists, "TABLE_NOT_EXISTS"),
        (.writeProcessReject, "WRITE_PROCESS_REJECT"), (.metadataError, "METADATA_ERROR"),
        (.illegalPath, "ILLEGAL_PATH"), (.timeseriesAlreadyExists, "TIMESERIES_ALREADY_EXIST"),
        (.alignedTimeseriesError, "ALIGNED_TIMESERIES_ERROR"), (.columnNotExists, "COLUMN_NOT_EXISTS"),
    ])
    func aNamedMemberIsTheCodeOfItsName(code: StatusCode, name: String) {
        #expect(code.name == name)
    }
}
