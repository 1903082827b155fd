import Foundation
import IoTDBDemo
import IoTDBTesting
import Testing

/// The shell where something is missing that machines usually have.
@Suite struct PoorSurroundingsTests {
    /// Whether a command of bash succeeds, for what needs rights that not every machine gives.
    static func canDo(_ command: String) -> Bool {
        (try? ProcessRunner.run("/bin/bash", ["-c", command], environment: [:], input: []))?.status == 0
    }

    private static let hidesProc = "unshare -m bash -c 'mount -t tmpfs none /proc && exec \"$0\" \"$@\"' \"$0\" \"$@\""
    static let canMount = canDo("unshare -m mount -t tmpfs -o size=64k none /mnt")
    static let canHideProc = canDo("unshare -m bash -c 'mount -t tmpfs none /proc'")
    static let canBeNobody = canDo("setpriv --reuid=65534 --regid=65534 --clear-groups \(ShellRun.binary) --version")

    @Test(.enabled(if: canHideProc))
    func withoutProcTheArgumentsStillCount() throws {
        let server = try ScriptedServer()
        let result = try ShellRun.bash(Self.hidesProc, ["-p", "\(server.port)", "-pw", "secret", "-e", "FLUSH"])
        #expect(result.status == 0, "\(result.errorText)")
        #expect(server.statements == ["FLUSH"])
        #expect(server.passwords == ["secret"])
        let wrong = try ShellRun.bash(Self.hidesProc, ["--nonsense"])
        #expect(wrong.status == 64)
        #expect(wrong.errorText.hasPrefix("iotdb-shell: unknown option --nonsense"))
    }

    @Test(.enabled(if: canBeNobody), arguments: [2, 3, 5])
    func tooFewThreadsAreToldBeforeTheRuntimeWaitsForThem(_ limit: Int) throws {
        let command = "ulimit -u \(limit); exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\" \"$@\""
        let result = try ShellRun.bash(command, ["-p", "1", "-e", "FLUSH"])
        #expect(result.status == 1)
        #expect(result.errorText.contains("(ulimit -u"), "\(result.errorText)")
    }
}
