import Glibc
import ShellKit
import Testing

@Suite("ArgumentText")
struct ArgumentTextTests {
    @Test(
        "The first argument that is no UTF-8 is found, but not the program's name",
        arguments: [
            ([[0x61], [0xE6, 0xB8, 0xA9], []], nil), ([[0xFF], [0x61]], nil), ([[0x61], [0x62], [0xC3]], 2),
            ([[0x61], [0xED, 0xA0, 0x80], [0xFF]], 1), ([], nil),
        ] as [([[UInt8]], Int?)]
    )
    func finds(arguments: [[UInt8]], expected: Int?) {
        let vector = ArgumentWiper.Vector.allocate(capacity: arguments.count + 1)
        for (index, bytes) in arguments.enumerated() {
            vector[index] = strdup((bytes + [0]).map { CChar(bitPattern: $0) })
        }
        vector[arguments.count] = nil
        #expect(ArgumentText.firstInvalid(count: Int32(arguments.count), in: vector) == expected)
        for index in arguments.indices { free(vector[index]) }
        vector.deallocate()
    }
}
