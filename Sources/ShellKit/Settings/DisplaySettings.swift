import IoTDBWire

/// How results look.
package struct DisplaySettings: Sendable {
    /// When a pager shows results.
    package enum Pager: String, Sendable, CaseIterable {
        /// On a terminal, when a result is taller or wider than the window.
        case on
        /// Never.
        case off
        /// On a terminal, always.
        case always
    }

    /// The format of results.
    package var format: ResultFormat = .table
    /// Whether anybody chose the format; else the ending of a file's name may.
    package var isFormatGiven = false
    /// What the renderers are told; zone and precision are put in when a result is printed.
    package var rendering = RenderOptions()
    /// Whether times are reported behind each result.
    package var isTiming = false
    /// When a pager shows results.
    package var pager = Pager.on
    /// When output is coloured.
    package var color = ColorMode.auto
    /// Whether what is typed is coloured.
    package var highlights = true
    /// Whether the rest of an earlier entry is offered while typing.
    package var suggests = true

    /// The defaults.
    package init() {}
}
