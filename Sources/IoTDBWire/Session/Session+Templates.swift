extension Session {
    /// Creates a device template (`createSchemaTemplate`).
    public func createTemplate(_ template: DeviceTemplate) async throws(IoTDBError) {
        var request = CreateSchemaTemplateRequest()
        request.name = template.name
        request.serializedTemplate = try template.encoded()[...]
        try await write(RPCMethod.createSchemaTemplate, request)
    }

    /// Lets the devices under a path use a template (`setSchemaTemplate`).
    public func setTemplate(_ name: String, on path: String) async throws(IoTDBError) {
        var request = SetSchemaTemplateRequest()
        request.templateName = name
        request.prefixPath = path
        try await write(RPCMethod.setSchemaTemplate, request)
    }

    /// Takes a template away from a path (`unsetSchemaTemplate`).
    ///
    /// - Throws: `IoTDBError`, with status 515 while devices under the path use it.
    public func unsetTemplate(_ name: String, from path: String) async throws(IoTDBError) {
        var request = UnsetSchemaTemplateRequest()
        request.prefixPath = path
        request.templateName = name
        try await write(RPCMethod.unsetSchemaTemplate, request)
    }

    /// Deletes a template (`dropSchemaTemplate`).
    ///
    /// - Throws: `IoTDBError`, with status 507 while it is set on a path.
    public func dropTemplate(_ name: String) async throws(IoTDBError) {
        var request = DropSchemaTemplateRequest()
        request.templateName = name
        try await write(RPCMethod.dropSchemaTemplate, request)
    }

    /// Adds measurements to a template (`appendSchemaTemplate`).
    ///
    /// - Parameter additions: a template of the same name that holds the measurements to add.
    /// - Throws: `IoTDBError`; 2.0.1 answers 300, *Modify template has not been supported*.
    public func appendToTemplate(_ additions: DeviceTemplate) async throws(IoTDBError) {
        var request = AppendSchemaTemplateRequest()
        request.name = additions.name
        request.isAligned = additions.isAligned
        request.measurements = additions.measurements.map(\.name)
        request.dataTypes = additions.measurements.map { Int32($0.type.rawValue) }
        request.encodings = additions.measurements.map { Int32($0.encoding.rawValue) }
        request.compressors = additions.measurements.map { Int32($0.compression.rawValue) }
        try await write(RPCMethod.appendSchemaTemplate, request)
    }

    /// Removes a measurement from a template (`pruneSchemaTemplate`).
    ///
    /// - Throws: `IoTDBError`; 2.0.1 answers 300.
    public func pruneTemplate(_ name: String, measurement: String) async throws(IoTDBError) {
        var request = PruneSchemaTemplateRequest()
        request.name = name
        request.path = measurement
        try await write(RPCMethod.pruneSchemaTemplate, request)
    }

    /// Creates the series of devices under paths that a template is set on (`createTimeseriesUsingSchemaTemplate`).
    public func createTimeseriesUsingTemplate(devices: [String]) async throws(IoTDBError) {
        var request = CreateTimeseriesUsingSchemaTemplateRequest()
        request.devicePathList = devices
        try await write(RPCMethod.createTimeseriesUsingSchemaTemplate, request)
    }

    /// Number of measurements of a template (`querySchemaTemplate`, type 0); 2.0.1 answers 300.
    public func templateMeasurementCount(_ name: String) async throws(IoTDBError) -> Int {
        Int(try await queryTemplate(name, type: 0).count ?? 0)
    }

    /// Whether a path in a template is a measurement (`querySchemaTemplate`, type 1); 2.0.1 answers 300.
    public func isMeasurement(_ path: String, ofTemplate name: String) async throws(IoTDBError) -> Bool {
        try await queryTemplate(name, type: 1, measurement: path).result ?? false
    }

    /// Whether a path exists in a template (`querySchemaTemplate`, type 2); 2.0.1 answers 300.
    public func pathExists(_ path: String, inTemplate name: String) async throws(IoTDBError) -> Bool {
        try await queryTemplate(name, type: 2, measurement: path).result ?? false
    }

    /// Names of the measurements of a template (`querySchemaTemplate`, type 3).
    public func templateMeasurements(_ name: String) async throws(IoTDBError) -> [String] {
        try await queryTemplate(name, type: 3).measurements ?? []
    }

    /// Names of all templates (`querySchemaTemplate`, type 4).
    public func templateNames() async throws(IoTDBError) -> [String] {
        try await queryTemplate("", type: 4).measurements ?? []
    }

    /// Paths that a template is set on (`querySchemaTemplate`, type 5); `*` stands for all templates.
    public func pathsTemplateIsSetOn(_ name: String) async throws(IoTDBError) -> [String] {
        try await queryTemplate(name, type: 5).measurements ?? []
    }

    /// Devices that use a template (`querySchemaTemplate`, type 6); `*` stands for all templates.
    public func pathsUsingTemplate(_ name: String) async throws(IoTDBError) -> [String] {
        try await queryTemplate(name, type: 6).measurements ?? []
    }

    private func queryTemplate(
        _ name: String,
        type: Int32,
        measurement: String? = nil
    ) async throws(IoTDBError) -> QueryTemplateResponse {
        var request = QueryTemplateRequest()
        request.name = name
        request.queryType = type
        request.measurement = measurement
        return try await call(RPCMethod.querySchemaTemplate, RequestArguments(request), kind: .read).0
    }
}
