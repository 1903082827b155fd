#!/usr/bin/env bash
# Builds a package outside of this one that has only the `.package` and `.product` lines of the README, and shows that the library needs no
# libedit: neither its header nor its library is asked for.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly root=$PWD place=.build/outside-package
mkdir -p "$place/Sources/outside"
cat >"$place/Package.swift" <<MANIFEST
// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "outside",
    dependencies: [.package(name: "iotdb-shell", path: "$root")],
    targets: [
        .executableTarget(
            name: "outside",
            dependencies: [
                .product(name: "IoTDBWire", package: "iotdb-shell"),
                .product(name: "IoTDBWireFoundation", package: "iotdb-shell"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
MANIFEST
cat >"$place/Sources/outside/main.swift" <<'PROGRAM'
import Foundation
import IoTDBWire
import IoTDBWireFoundation

struct Reading: Decodable, Sendable {
    let temperature: Double?
}

func readings(_ url: String, of host: String) async throws -> [Reading] {
    let pool = SessionPool(SessionPoolConfiguration(try SessionConfiguration(url: url)))
    var hot = 0
    try await pool.withResultSet("SELECT temperature FROM plant WHERE host = \(host) AND time < \(Date())") { results in
        for try await (_, temperature) in results.rows.decode((Timestamp, Double?).self) where temperature ?? 0 > 30 { hot += 1 }
    }
    let all = try await pool.query("SELECT temperature FROM plant WHERE host IN \([host, "b"])", as: Reading.self)
    await pool.close()
    return all
}

do {
    _ = try await readings("iotdb://root@", of: "a")
} catch let error as IoTDBError {
    print(error.code == .invalidArgument ? "built and run" : "\(error)")
}
PROGRAM
swift build --package-path "$place" --scratch-path "$place/.build"
[ "$("$place/.build/debug/outside")" = "built and run" ]
if ldd "$place/.build/debug/outside" | grep -i libedit; then
    echo "the library asks for libedit"
    exit 1
fi
if find "$place/.build" \( -path '*ShellKit*' -name '*.o' -o -name 'CLibEdit*.pcm' \) | grep .; then
    echo "the library builds parts of the shell"
    exit 1
fi
