/// What of the recordings is not replayed, and which calls this library answers by itself; each with its reason.
enum CassetteCoverage {
    /// Cassettes that are not replayed.
    static let notReplayed: [String: String] = [
        "pool-closed": "pool; SessionPool has its own tests",
        "pool-construct-session": "pool",
        "pool-construct-session-no-dialect": "pool",
        "pool-full": "pool",
        "pool-node-urls": "pool",
        "pool-one-session": "pool",
        "pool-two-sessions": "pool",
        "pool-wrong-password": "pool",
        "table-pool": "pool",
        "table-pool-database-restored": "pool",
        "sql-errors": "Go's database/sql driver, which has no counterpart here",
        "sql-exec-bound": "Go's database/sql driver",
        "sql-ping": "Go's database/sql driver",
        "sql-prepared": "Go's database/sql driver: it splices parameters into the text",
        "sql-query": "Go's database/sql driver",
        "session-version-0-13":
            "Go's setting `Version`: servers of 1.x and 2.x ignore it, this library always sends V_1_0",
        "session-wrong-password": "Go hides the refused login and goes on; this library throws when it opens",
        "table-wrong-password": "Go hides the refused login",
        "session-call-after-close": "Go opens a closed session again; this library throws sessionClosed",
        "query-two-at-once":
            "the two results share their exchanges in the recording; iotdb-conformance reads two at once",
        "rpc-admin": "getBackupConfiguration, which no session call needs",
        "rpc-close-and-cancel": "raw calls with ids of the test's choice; a Session keeps its ids to itself",
        "rpc-fetch-size-per-page": "raw calls with a fetch size of the test's choice for each page",
        "rpc-no-session": "raw calls without login, which a Session cannot make",
        "rpc-opening-variants": "raw logins with wrong protocol versions and dialects",
        "rpc-other-protocol": "a server of the other protocol closes the connection",
        "rpc-test-inserts": "testInsert calls write nothing and always succeed",
        "rpc-wrong-session": "raw calls with wrong session ids",
    ]

    /// Calls that this library refuses, or has nothing to send for: cassette, `#`, place of the call.
    static let answeredHere: [String: String] = [
        "aggregation-errors#3": "functions and paths are one list here and cannot have unequal lengths",
        "aggregation-errors#6": "a Range cannot be reversed",
        "aggregation-errors#5": "a path starts with root",
        "aggregation-interval-alone#2": "windows need a range of time",
        "aggregation-interval-alone#3": "a Range has both ends",
        "aligned-create-errors#5": "a list of series cannot have unequal lengths",
        "batch-with-query#3": "an empty batch is not sent",
        "data-delete-errors#3": "a ClosedRange cannot be reversed; the server's error has no message",
        "data-delete-errors#4": "a path starts with root",
        "insert-record-errors#6": "not the path of a device",
        "insert-record-errors#10": "a record without measurements is not sent; the server writes nothing",
        "insert-record-errors#12": "a Value has its type",
        "insert-records-partial#3": "not the path of a device",
        "insert-records-partial#4": "records cannot have unequal lists",
        "raw-data-none#4": "a Range cannot be reversed",
        "raw-data-none#5": "a path starts with root",
        "rpc-prepared#3": "what was never prepared is not deallocated",
        "storage-group-delete-missing#4": "a path starts with root",
        "storage-group-set-errors#4": "a database has a node below root",
        "storage-group-set-errors#5": "a path starts with root",
        "storage-group-set-errors#8": "a path starts with root",
        "table-insert-errors#5": "tags are STRING",
        "table-insert-errors#7": "the column 'time' is the tablet's own",
        "table-insert-name-mangled#1": "servers store such a table under another name",
        "table-insert-name-mangled#2": "names that need quotes cannot be expressed",
        "table-insert-names#1": "names that need quotes cannot be expressed",
        "table-insert-names#3": "names that need quotes cannot be expressed",
        "tablet-empty#2": "a tablet without rows is not sent; the server writes nothing",
        "session-context#4": "a context that was cancelled before; CancellationTests have its counterpart",
        "tablet-errors#6": "not the path of a device",
        "timeseries-create-compressors#8": "CompressionType has no 3, a name of old versions",
        "timeseries-create-errors#6": "a path starts with root",
        "timeseries-create-errors#7": "DataType has no 99",
        "timeseries-delete-missing#3": "a path starts with root",
        "timeseries-delete-missing#4": "an empty list is not sent",
    ]

    /// Calls whose request is meant to differ, so that it is not compared.
    static let otherRequest: [String: String] = [
        "insert-record-errors#7": "names that need back quotes get them",
        "insert-record-errors#8": "names that need back quotes get them",
        "rpc-templates#8": "the list of all templates takes no name",
        "storage-group-set-errors#6": "names that need back quotes get them",
        "table-insert-unsorted#1": "rows are sorted by time; Go leaves table tablets as they are",
        "tablet-errors#7": "names that need back quotes get them",
        "tablet-errors#8": "names that need back quotes get them",
        "tablet-methods#10": "rows are sorted by time; the Go test has swapped two after sorting",
        "tablet-reset#5": "Go leaves the text from before the reset under a null",
        "tablet-unsorted-sent-as-sorted#2": "rows are sorted by time whatever the caller says",
        "tablet-unsorted-sent-as-sorted#3": "rows are sorted by time whatever the caller says",
        "timeseries-create-errors#5": "names that need back quotes get them",
    ]

    /// Cassettes in which Go opens a new session and repeats a call that the server refused; the session's id is not
    /// compared from there on.
    static let goReconnects: [String: String] = [
        "aggregation-errors": "Go takes an exception for a lost connection",
        "fast-last-prefix": "Go takes an unknown method for a lost connection",
    ]
}
