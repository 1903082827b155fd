/// Device templates, with a session borrowed for the call.
extension SessionPool {
    /// Creates a device template; see ``Session/createTemplate(_:)``.
    public func createTemplate(_ template: DeviceTemplate) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in try await session.createTemplate(template) }
    }

    /// Lets the devices under a path use a template; see ``Session/setTemplate(_:on:)``.
    public func setTemplate(_ name: String, on path: String) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in try await session.setTemplate(name, on: path) }
    }

    /// Takes a template away from a path; see ``Session/unsetTemplate(_:from:)``.
    public func unsetTemplate(_ name: String, from path: String) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in try await session.unsetTemplate(name, from: path) }
    }

    /// Deletes a template; see ``Session/dropTemplate(_:)``.
    public func dropTemplate(_ name: String) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in try await session.dropTemplate(name) }
    }

    /// Adds measurements to a template; see ``Session/appendToTemplate(_:)``.
    public func appendToTemplate(_ additions: DeviceTemplate) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in try await session.appendToTemplate(additions) }
    }

    /// Removes a measurement from a template; see ``Session/pruneTemplate(_:measurement:)``.
    public func pruneTemplate(_ name: String, measurement: String) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.pruneTemplate(name, measurement: measurement)
        }
    }

    /// Lets devices use the template that is set above them; see ``Session/createTimeseriesUsingTemplate(devices:)``.
    public func createTimeseriesUsingTemplate(devices: [String]) async throws(IoTDBError) {
        try await borrowing { session throws(IoTDBError) in
            try await session.createTimeseriesUsingTemplate(devices: devices)
        }
    }

    /// Names of the templates; see ``Session/templateNames()``.
    public func templateNames() async throws(IoTDBError) -> [String] {
        try await borrowing { session throws(IoTDBError) in try await session.templateNames() }
    }

    /// Measurements of a template; see ``Session/templateMeasurements(_:)``.
    public func templateMeasurements(_ name: String) async throws(IoTDBError) -> [String] {
        try await borrowing { session throws(IoTDBError) in try await session.templateMeasurements(name) }
    }

    /// Number of measurements of a template; see ``Session/templateMeasurementCount(_:)``.
    public func templateMeasurementCount(_ name: String) async throws(IoTDBError) -> Int {
        try await borrowing { session throws(IoTDBError) in try await session.templateMeasurementCount(name) }
    }

    /// Whether a path of a template is a measurement; see ``Session/isMeasurement(_:ofTemplate:)``.
    public func isMeasurement(_ path: String, ofTemplate name: String) async throws(IoTDBError) -> Bool {
        try await borrowing { session throws(IoTDBError) in try await session.isMeasurement(path, ofTemplate: name) }
    }

    /// Whether a template has a path; see ``Session/pathExists(_:inTemplate:)``.
    public func pathExists(_ path: String, inTemplate name: String) async throws(IoTDBError) -> Bool {
        try await borrowing { session throws(IoTDBError) in try await session.pathExists(path, inTemplate: name) }
    }

    /// Paths that a template is set on; see ``Session/pathsTemplateIsSetOn(_:)``.
    public func pathsTemplateIsSetOn(_ name: String) async throws(IoTDBError) -> [String] {
        try await borrowing { session throws(IoTDBError) in try await session.pathsTemplateIsSetOn(name) }
    }

    /// Paths whose devices use a template; see ``Session/pathsUsingTemplate(_:)``.
    public func pathsUsingTemplate(_ name: String) async throws(IoTDBError) -> [String] {
        try await borrowing { session throws(IoTDBError) in try await session.pathsUsingTemplate(name) }
    }
}
