import Glibc
import ShellKit
import Testing

@Suite("ArgumentWiper")
struct ArgumentWiperTests {
    @Test(
        "Only the value of -pw is overwritten",
        arguments: [
            (["iotdb-shell", "-pw", "secret", "-e", "secret"], ["iotdb-shell", "-pw", "******", "-e", "secret"]),
            (["iotdb-shell", "-pw=abc"], ["iotdb-shell", "-pw=***"]),
            (["iotdb-shell", "-pwabc"], ["iotdb-shell", "-pw***"]),
            (["iotdb-shell", "iotdb://root:pw@h:1/d"], ["iotdb-shell", "iotdb://root:**@h:1/d"]),
            (["iotdb-shell", "--url=iotdb://root:p@w@h"], ["iotdb-shell", "--url=iotdb://root:***@h"]),
            (["iotdb-shell", "iotdb://root@h:1"], ["iotdb-shell", "iotdb://root@h:1"]),
            (["iotdb-shell", "-pw"], ["iotdb-shell", "-pw"]),
            (["iotdb-shell", "-pw", "-pw", "x"], ["iotdb-shell", "-pw", "***", "x"]),
            (["iotdb-shell", "--", "iotdb://r:p@h"], ["iotdb-shell", "--", "iotdb://r:*@h"]),
            (["iotdb-shell"], ["iotdb-shell"]),
            ([], []),
        ] as [([String], [String])]
    )
    func wipes(arguments: [String], expected: [String]) {
        let vector = ArgumentWiper.Vector.allocate(capacity: arguments.count + 1)
        for (index, argument) in arguments.enumerated() { vector[index] = strdup(argument) }
        vector[arguments.count] = nil
        ArgumentWiper.wipePasswords(count: Int32(arguments.count), in: vector)
        let wiped = (0..<arguments.count).compactMap { vector[$0].map { String(cString: $0) } }
        #expect(wiped == expected)
        for index in 0..<arguments.count { free(vector[index]) }
        vector.deallocate()
    }
}
