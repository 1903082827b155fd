package import IoTDBWire

/// How results are shown, in one value for all formats.
package struct RenderOptions: Sendable {
    /// Time zone of printed times.
    package var zone: TimeZoneID
    /// Unit of the server's timestamps.
    package var precision: TimestampPrecision
    /// How times are written.
    package var timeMode: TimeMode = .iso8601
    /// Text for null in tables; csv leaves null empty. May be anything, the empty text too.
    package var nullText = "null"
    /// Whether null is dim, on terminals with colour only.
    package var dimsNull = false
    /// Whether the header and the footer are left out.
    package var tuplesOnly = false

    package init(zone: TimeZoneID = .utc, precision: TimestampPrecision = .milliseconds) {
        self.zone = zone
        self.precision = precision
    }
}

/// How times are written.
package enum TimeMode: Sendable, Equatable {
    /// `2024-01-01T00:00:00.000+08:00`, the default.
    case iso8601
    /// The number that the server stores.
    case epoch
    /// A pattern of the user, for `set time_display_type=PATTERN`.
    case pattern(TimePattern)
}
