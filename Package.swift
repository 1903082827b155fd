// swift-tools-version: 6.0
// No outside packages: the build needs a Swift toolchain, libedit, OpenSSL and zlib (Scripts/bootstrap.sh), and
// resolves nothing.
import PackageDescription

let package = Package(
    name: "iotdb-shell",
    products: [
        .executable(name: "iotdb-shell", targets: ["iotdb-shell"]),
        .library(name: "IoTDBWire", targets: ["IoTDBWire"]),
        .library(name: "IoTDBWireFoundation", targets: ["IoTDBWireFoundation"]),
    ],
    targets: [
        .systemLibrary(name: "CLibEdit", providers: [.apt(["libedit-dev"]), .yum(["libedit-devel"])]),
        .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"]), .yum(["openssl-devel"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"])]),
        .target(name: "Platform"),
        .target(name: "CivilTime", dependencies: ["Platform"]),
        .target(name: "SQLText"),
        // The dump of the public API, which Scripts/api.sh writes and checks.
        .target(
            name: "IoTDBWire",
            dependencies: ["COpenSSL", "CivilTime", "Platform", "SQLText"],
            exclude: ["API.txt"]
        ),
        // `Date`, `Data` and `UUID` as values: the one place with Foundation.
        .target(name: "IoTDBWireFoundation", dependencies: ["IoTDBWire"], exclude: ["API.txt"]),
        .target(
            name: "ShellKit",
            dependencies: ["IoTDBWire", "CivilTime", "Platform", "SQLText", "CLibEdit", "CZlib"]
        ),
        .target(name: "IoTDBDemo", dependencies: ["IoTDBWire", "CivilTime", "Platform", "SQLText"]),
        .executableTarget(
            name: "iotdb-shell",
            dependencies: ["ShellKit", "IoTDBWire", "IoTDBDemo", "CivilTime", "Platform", "SQLText"]
        ),
        // What the session example of the Go client does, call by call.
        .executableTarget(name: "session-example", dependencies: ["IoTDBWire"], path: "Examples/session-example"),
        .executableTarget(name: "iotdb-conformance", dependencies: ["IoTDBWire", "Platform"]),
        .executableTarget(
            name: "iotdb-bench",
            dependencies: ["IoTDBWire", "ShellKit", "IoTDBDemo", "Platform", "SQLText"],
            path: "Benchmarks/iotdb-bench"
        ),
        .target(name: "CPty", path: "Tests/CPty"),
        .target(
            name: "IoTDBTesting",
            dependencies: ["IoTDBWire", "ShellKit", "COpenSSL", "CPty"],
            path: "Tests/IoTDBTesting"
        ),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime", "IoTDBTesting"]),
        .testTarget(name: "SQLTextTests", dependencies: ["SQLText", "IoTDBTesting", "IoTDBWire"]),
        .testTarget(
            name: "IoTDBWireTests",
            dependencies: ["IoTDBWire", "SQLText", "COpenSSL", "IoTDBTesting"],
            exclude: ["Vectors"]
        ),
        .testTarget(name: "IoTDBWireFoundationTests", dependencies: ["IoTDBWireFoundation", "IoTDBWire"]),
        // The code of README, articles and comments, compiled and run against the demo server.
        .testTarget(
            name: "DocumentationTests",
            dependencies: ["IoTDBDemo", "IoTDBTesting", "IoTDBWire", "IoTDBWireFoundation"]
        ),
        .executableTarget(name: "editor-fixture", dependencies: ["ShellKit", "Platform"], path: "Tests/EditorFixture"),
        .testTarget(
            name: "ShellKitTests",
            dependencies: [
                "ShellKit", "IoTDBDemo", "IoTDBTesting", "CivilTime", "SQLText", "CPty", "editor-fixture",
            ],
            exclude: ["TimeSeries/Snapshots"]
        ),
        .testTarget(
            name: "IoTDBDemoTests",
            dependencies: ["CivilTime", "IoTDBDemo", "IoTDBTesting", "IoTDBWire"],
            exclude: ["Answers"]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["iotdb-shell", "session-example", "IoTDBTesting", "IoTDBDemo", "IoTDBWire", "ShellKit"]
        ),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "iotdb-shell", "iotdb-conformance", "session-example", "IoTDBTesting", "IoTDBDemo", "IoTDBWire",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

/// One list for every Swift target; the C targets take none of it.
let settings: [SwiftSetting] = [
    // SE-0335: `any P` is spelled out.
    .enableUpcomingFeature("ExistentialAny"),
    // SE-0409: an import is internal unless it says `public`.
    .enableUpcomingFeature("InternalImportsByDefault"),
    // SE-0444: a member is visible only where its module is imported.
    .enableUpcomingFeature("MemberImportVisibility"),
]

for target in package.targets where target.type != .system && target.name != "CPty" {
    target.swiftSettings = settings
}
