import IoTDBWire

/// The address that the program is given: a ``ConnectionURL`` with one more option, `patience=SECONDS`.
struct ConformanceURL {
    /// How sessions are opened.
    let configuration: SessionConfiguration
    /// How long failed scenarios are run again, all together, while nodes of a cluster come and go.
    ///
    /// Nil where the address says nothing of it.
    let patience: Duration?

    /// Reads an address.
    init(_ text: String) throws(IoTDBError) {
        let url = try ConnectionURL(text)
        var configuration = SessionConfiguration()
        configuration.apply(url)
        self.configuration = configuration
        var patience: Duration?
        for option in url.otherOptions {
            guard option.name == "patience", let seconds = Int(option.value), (0...3600).contains(seconds) else {
                throw IoTDBError(.invalidArgument, "\(option.name) is unknown or no number of seconds from 0 to 3600")
            }
            patience = .seconds(seconds)
        }
        self.patience = patience
    }
}
