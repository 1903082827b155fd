import Foundation
import IoTDBWire
import ShellKit
import Testing

@Suite("PasswordFile")
struct PasswordFileTests {
    /// Runs `body` with the path of a file of these bytes and this mode.
    private func withFile(_ bytes: [UInt8], mode: Int = 0o600, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "iotdb-shell-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "pass").path
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        try body(path)
    }

    private func reason(_ path: String) -> String {
        do throws(PasswordFileError) {
            return "no error: \(try PasswordFile.read(path).text)"
        } catch {
            return error.description
        }
    }

    @Test(
        "Line breaks at the end are dropped, everything else is the password",
        arguments: [
            ("secret\n", "secret"), ("secret", "secret"), ("secret\r\n", "secret"), ("a\n\n", "a"),
            (" p w ", " p w "),
            ("温度\n", "温度"), ("\u{FEFF}secret\n", "secret"),
        ]
    )
    func reads(text: String, password: String) throws {
        try withFile(Array(text.utf8)) { path in
            let found = try PasswordFile.read(path)
            #expect(found == Password(password))
        }
    }

    @Test(
        "Files that others can reach are refused with the command that helps",
        arguments: [0o640, 0o604, 0o620, 0o644]
    )
    func modes(mode: Int) throws {
        try withFile(Array("canary".utf8), mode: mode) { path in
            #expect(reason(path) == "password file \(path): others have access to it; run: chmod 600 \(path)")
        }
    }

    @Test("Empty, binary and oversized files are refused without showing them")
    func contents() throws {
        for bytes in [[], [0x0A], [0x61, 0x00], [0xFF], [UInt8](repeating: 0x61, count: 5000)] as [[UInt8]] {
            try withFile(bytes) { path in
                let reason = reason(path)
                #expect(reason.hasPrefix("password file \(path): "))
                #expect(!reason.contains("aaaa"))
            }
        }
    }

    @Test(
        "Files of several lines are refused: which line is meant cannot be known",
        arguments: ["a\nb", "a\r\nb\n", "\nb"]
    )
    func lines(text: String) throws {
        try withFile(Array(text.utf8)) { path in
            let hint = "more than one line; a password file holds the password alone"
            #expect(reason(path) == "password file \(path): \(hint)")
        }
    }

    @Test("Folders, missing files and pipes without a writer are refused at once")
    func kinds() throws {
        try withFile([]) { path in
            let folder = URL(filePath: path).deletingLastPathComponent().path
            #expect(reason(folder) == "password file \(folder): neither a regular file nor a pipe")
            #expect(reason(path + ".no") == "password file \(path).no: No such file or directory")
            #expect(mkfifo(path + ".fifo", 0o600) == 0)
            #expect(reason(path + ".fifo") == "password file \(path).fifo: empty")
        }
    }
}
