import Foundation
import IoTDBTesting
import Testing

extension ChartSituation {
    /// Situations that only tables of rows show.
    private static let more: [ChartSituation] = [
        ChartSituation(
            name: "several devices",
            times: (0..<12).map { 1_704_067_200_000 + $0 * 1000 },
            columns: [
                ("root.a.x", (0..<12).map { $0 % 2 == 0 ? .int32(Int32($0)) : .null }),
                ("root.a.y", (0..<12).map { $0 % 3 == 0 ? .double(Double($0) / 4) : .null }),
                ("root.b.z", (0..<12).map { .int64($0 < 6 ? $0 : 6) }),
            ]
        ),
        ChartSituation(
            name: "types that are not drawn",
            times: [1_704_067_200_000, 1_704_067_260_000],
            columns: [
                ("d", [.date(20_240_229), .date(20_240_301)]), ("t", [.timestamp(0), .timestamp(1_704_067_200_123)]),
                ("x", [.blob([0, 255]), .blob([])]),
            ]
        ),
        ChartSituation(
            name: "integers beyond a double",
            times: (0..<4).map { 1_704_067_200_000 + $0 * 60_000 },
            columns: [("v", [.int64(.max), .int64(.max - 1), .int64(.max - 1), .int64((1 << 53) + 1)])]
        ),
        ChartSituation(
            name: "key words as names",
            times: (0..<4).map { 1_704_067_200_000 + $0 * 86_400_000 },
            columns: [("root.`select`.`order`", [.boolean(true), .boolean(false), .boolean(false), .boolean(false)])]
        ),
    ]

    /// All situations.
    fileprivate static let everything = all + more
}

/// The whole output of every time-series command in every situation, byte by byte.
///
/// `IOTDB_WRITE_SNAPSHOTS=1` writes the files anew; look at what changed before they are committed.
@Suite
struct SituationSnapshotTests {
    private static let folder = Vectors.packageRoot.appendingPathComponent(
        "Tests/ShellKitTests/TimeSeries/Snapshots"
    )

    @Test(arguments: ChartSituation.everything.map(\.name))
    func commandsSayWhatIsRecorded(name: String) async throws {
        let situation = try #require(ChartSituation.everything.first { $0.name == name })
        let text = try await SituationTranscript(situation: situation).text()
        let file = Self.folder.appendingPathComponent(Self.fileName(name))
        if ProcessInfo.processInfo.environment["IOTDB_WRITE_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: file)
            return
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        let difference = zip(text.split(separator: "\n"), recorded.split(separator: "\n")).first { $0 != $1 }
        #expect(text == recorded, "\(name): \(difference.map { "\($0.0)\nrecorded: \($0.1)" } ?? "")")
    }

    @Test
    func thereIsNoFileWithoutSituation() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(ChartSituation.everything.map { Self.fileName($0.name) }))
        #expect(files.count >= 60)
    }

    private static func fileName(_ name: String) -> String {
        String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" }) + ".txt"
    }
}
