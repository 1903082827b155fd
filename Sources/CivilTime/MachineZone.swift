import Platform

/// The zone that the machine or the environment variable `TZ` names, and what there is to say about it.
package struct MachineZone: Sendable, Equatable {
    /// The zone; its name can always be sent to a server.
    package let zone: TimeZoneID
    /// A line for the user when the zone is not, or not wholly, what `TZ` says.
    package let warning: String?
}

extension TimeZoneDatabase {
    /// The zone of the machine.
    ///
    /// `TZ` means what it means to the C library, and so to `date`: a file of the database or an absolute path first,
    /// else a POSIX rule, where `UTC-8` lies *east* of Greenwich; an empty value is UTC. Without `TZ` the link
    /// ``localTime`` decides.
    ///
    /// - Parameter value: the value of `TZ`; nil when it is unset.
    package func machineZone(environment value: String?) -> MachineZone {
        guard let value else { return localZone }
        let text = value.utf8.first == UInt8(ascii: ":") ? String(value.dropFirst()) : value
        if text.isEmpty { return MachineZone(zone: .utc, warning: nil) }
        if let zone = zone(ofFile: text) { return zone }
        // The C library overlooks what stands behind a rule; a blank there is an accident.
        if let rule = PosixZoneRule(text.trimmingASCIIBlanks(), default: PosixZoneRule.unitedStates) {
            return zone(of: rule, text)
        }
        let hint = suggestion(for: text).map { "; did you mean \($0)?" } ?? ""
        return MachineZone(zone: .utc, warning: "TZ=\(text) is not a time zone, times are in UTC\(hint)")
    }

    /// The zone of a file that `TZ` names; nil where there is none.
    private func zone(ofFile text: String) -> MachineZone? {
        if text == "localtime" { return localZone }
        let path = text.utf8.first == UInt8(ascii: "/") ? text : "\(directory)/\(text)"
        guard !text.utf8.contains(0), let bytes = Self.read(path), bytes.starts(with: "TZif".utf8) else { return nil }
        if path == localTime { return localZone }
        return zone(ofContents: bytes, path)
    }

    /// The zone of ``localTime``, a link into a database or a copy of a file; UTC without one, as in the C library.
    private var localZone: MachineZone {
        guard let bytes = Self.read(localTime) else { return MachineZone(zone: .utc, warning: nil) }
        return zone(ofContents: bytes, Self.linkTarget(localTime) ?? localTime)
    }

    /// The zone of a file's bytes, under the name that its path has in a database, else under that of a file with the
    /// same bytes.
    private func zone(ofContents bytes: [UInt8], _ path: String) -> MachineZone {
        if let name = name(inPath: path), let zone = try? TimeZoneID(name, database: self) {
            return MachineZone(zone: zone, warning: leapSecondWarning(bytes, path))
        }
        if let name = names().first(where: { Self.read("\(directory)/\($0)") == bytes }),
            let zone = try? TimeZoneID(name, database: self)
        {
            return MachineZone(zone: zone, warning: nil)
        }
        guard let offsets = TimeZoneFile.parse(bytes) else {
            let fault = TimeZoneFile.leapSeconds(bytes) > 0 ? "counts leap seconds" : "is not a valid time zone file"
            return MachineZone(zone: .utc, warning: "\(path) \(fault), times are in UTC")
        }
        if let fixed = offsets.fixed { return zone(offsets, fixed, nil) }
        return zone(offsets, offsets.interval(at: Int64(time(nil))).offset, "The zone of \(path)")
    }

    /// What is said of a file that counts leap seconds: servers' times do not, so its offsets alone can be used.
    private func leapSecondWarning(_ bytes: [UInt8], _ path: String) -> String? {
        let count = TimeZoneFile.leapSeconds(bytes)
        guard count > 0 else { return nil }
        return "\(path) counts leap seconds, times on servers do not: its offset is used, and date(1) is behind by "
            + (count == 1 ? "1 second" : "up to \(count) seconds")
    }

    /// The zone of a rule.
    ///
    /// One with daylight saving time has no name that a server knows, but the database may have the same rule.
    private func zone(of rule: PosixZoneRule, _ text: String) -> MachineZone {
        guard rule.daylight != nil else { return zone(ZoneOffsets(rule: rule), rule.standardOffset, nil) }
        for name in Self.commonZones + names() {
            guard let bytes = Self.read("\(directory)/\(name)"), let footer = TimeZoneFile.rule(bytes) else { continue }
            if footer == rule, let zone = try? TimeZoneID(name, database: self) {
                return MachineZone(zone: zone, warning: nil)
            }
        }
        return zone(ZoneOffsets(rule: rule), rule.standardOffset, "The rule TZ=\(text)")
    }

    /// A zone that the server knows by an offset alone.
    private func zone(_ offsets: ZoneOffsets, _ offset: Int, _ subject: String?) -> MachineZone {
        // Java takes no more than 18 hours.
        let limit = 18 * 3600
        let sent = TimeZoneID.offsetName(min(max(offset, -limit), limit))
        let isWhole = abs(offset) <= limit
        let whose = subject ?? "The offset \(TimeZoneID.offsetName(offset))"
        let warning = "\(whose) cannot be told to the server: in statements it reads times without an offset as \(sent)"
        return MachineZone(
            zone: TimeZoneID(name: sent, offsets: offsets),
            warning: subject == nil && isWhole ? nil : warning
        )
    }

    /// Zones of the world's common rules, the first to be asked when a rule is looked for.
    private static let commonZones = [
        "Europe/Berlin", "Europe/London", "Europe/Athens", "Europe/Lisbon", "America/New_York", "America/Chicago",
        "America/Denver", "America/Los_Angeles", "America/Anchorage", "America/Halifax", "Australia/Sydney",
        "Pacific/Auckland",
    ]

    /// The name at the end of an absolute path into a database.
    private func name(inPath path: String) -> String? {
        let bytes = Array(path.utf8)
        for folder in ["\(directory)/", "/zoneinfo/", "zoneinfo/"] {
            let wanted = Array(folder.utf8)
            guard bytes.count > wanted.count,
                let start = (0...(bytes.count - wanted.count)).last(where: { bytes[$0...].starts(with: wanted) })
            else { continue }
            var name = bytes[(start + wanted.count)...]
            for variant in ["posix/", "right/"] where name.starts(with: variant.utf8) {
                name = name.dropFirst(variant.utf8.count)
            }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }
}

extension String {
    /// The text without blanks and tabs at its ends.
    fileprivate func trimmingASCIIBlanks() -> Substring {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (9...13).contains($0) }
        guard let first = utf8.firstIndex(where: { !isBlank($0) }), let last = utf8.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return self[first...last]
    }
}
