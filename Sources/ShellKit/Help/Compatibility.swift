/// What Apache IoTDB's own shell has, and what stands for it here; README and the man page show these rows.
package enum Compatibility {
    /// A flag or command, and ours.
    package struct Row: Sendable, Equatable {
        /// There.
        package let there: String
        /// Here.
        package let here: String
    }

    /// Flags first, then commands.
    package static let rows: [Row] = [
        Row(there: "-h -p -u -pw", here: "the same; -pw is wiped from the process list and warns"),
        Row(there: "-e SQL", here: "the same, one argument; may be repeated, and need not be the last"),
        Row(there: "-c (RPC compression)", here: "the same; without it the shell finds out"),
        Row(there: "-timeout SECONDS", here: "the same, or --timeout; 0 means none"),
        Row(there: "-sql_dialect tree|table", here: "the same, or --dialect; \\dialect at the prompt"),
        Row(there: "-usessl true", here: "the same, or --tls"),
        Row(there: "-ts FILE -tpw PASSWORD", here: "refused with advice: --tls-ca FILE takes PEM"),
        Row(there: "-disableISO8601", here: "the same, or --time-format epoch"),
        Row(there: "-maxPRC N", here: "taken and told of \\pset max_rows"),
        Row(there: "-help", here: "the same, or --help"),
        Row(there: "set time_zone=…, show time_zone", here: "the same, or \\tz"),
        Row(there: "set fetch_size=…, show fetch_size", here: "the same, or \\fetch"),
        Row(
            there: "set time_display_type=…, show time_display_type",
            here: "the same, or \\pset time_format"
        ),
        Row(there: "help, quit, exit", here: "the same"),
        Row(there: "import FILE, export tool", here: "\\copy … FROM, \\copy … TO"),
    ]
}
