import Foundation
import IoTDBWire

extension DeviceTemplate {
    /// Reads a template as the cassettes hold it.
    init(base64: String) throws {
        guard let data = Data(base64Encoded: base64) else { throw DamagedCassette(name: base64) }
        try self.init(decoding: [UInt8](data)[...])
    }
}
