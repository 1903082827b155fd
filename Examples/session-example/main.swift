// What the session example of Apache IoTDB's Go client does, with this library:
//
//     swift run session-example iotdb://root:root@127.0.0.1:6667
//
// It creates and deletes the databases root.ln1 and root.ln2, and writes below root.sg1, root.ln and root.al1, which it
// deletes at its end.
import IoTDBWire

let address = CommandLine.arguments.dropFirst().first ?? "iotdb://root:root@127.0.0.1:6667"
do {
    let session = try await Session.open(try SessionConfiguration(url: address))
    let example = SessionExample(session: session)
    try await example.databases()
    try await example.series()
    try await example.records()
    try await example.tablets()
    try await example.queries()
    try await example.alignedDevices()
    try await session.deleteDatabases(["root.sg1", "root.ln", "root.al1"])
    await session.close()
    print("done")
} catch {
    // One error type, which tells what went wrong, at which node, and whether the request can have been carried out.
    print("failed: \(error)")
}
