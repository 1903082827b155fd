package import IoTDBWire

/// `TSBackupConfigurationResp` of the interface definition.
///
/// Left over from an old feature; a client does not need it.
package struct BackupConfigurationResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// `enableOperationSync` on the wire.
    package var enableOperationSync: Bool?
    /// `secondaryAddress` on the wire.
    package var secondaryAddress: String?
    /// `secondaryPort` on the wire.
    package var secondaryPort: Int32?

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "enableOperationSync", &enableOperationSync)
        try coder.field(3, "secondaryAddress", &secondaryAddress)
        try coder.field(4, "secondaryPort", &secondaryPort)
    }
}

/// `TShowConfigurationTemplateResp` of the interface definition.
package struct ShowConfigurationTemplateResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// Text.
    package var content: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "content", &content)
    }
}

/// `TShowConfigurationResp` of the interface definition.
package struct ShowConfigurationResponse: RPCResponse, ThriftStruct, Equatable {
    /// Outcome of the call.
    package var status: Status = Status()
    /// Text.
    package var content: String = ""

    package init() {}

    package mutating func code<Coder: ThriftCoder>(_ coder: Coder) throws(ThriftDecodingError) {
        try coder.field(1, "status", &status)
        try coder.field(2, "content", &content)
    }
}
