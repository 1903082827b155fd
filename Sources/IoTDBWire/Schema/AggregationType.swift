/// Function of an aggregation query, with the numbers of `TAggregationType`.
///
/// 2.0.1 knows 0 to 28 and takes 0 to 21 in aggregation queries of the tree model; 41 to 44 are newer than 2.0.10.
public struct AggregationType: RawRepresentable, Sendable, Hashable {
    /// The number on the wire.
    public let rawValue: Int32

    /// A function by its number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The name in SQL, for example `MAX_VALUE`; nil for a number that this library does not know.
    public var name: String? {
        Self.names.indices.contains(Int(rawValue)) ? Self.names[Int(rawValue)] : nil
    }

    /// The function with a name as SQL writes it, in any case; nil for another name.
    public init?(name: String) {
        guard let number = Self.names.firstIndex(of: name.uppercased()) else { return nil }
        self.init(rawValue: Int32(number))
    }

    /// Names by number.
    private static let names = [
        "COUNT", "AVG", "SUM", "FIRST_VALUE", "LAST_VALUE", "MAX_TIME", "MIN_TIME", "MAX_VALUE", "MIN_VALUE",
        "EXTREME", "COUNT_IF", "TIME_DURATION", "MODE", "COUNT_TIME", "STDDEV", "STDDEV_POP", "STDDEV_SAMP",
        "VARIANCE", "VAR_POP", "VAR_SAMP", "MAX_BY", "MIN_BY", "UDAF", "FIRST", "LAST", "FIRST_BY", "LAST_BY", "MIN",
        "MAX", "COUNT_ALL", "APPROX_COUNT_DISTINCT", "APPROX_MOST_FREQUENT", "APPROX_PERCENTILE", "CORR", "COVAR_POP",
        "COVAR_SAMP", "REGR_SLOPE", "REGR_INTERCEPT", "SKEWNESS", "KURTOSIS", "PERCENTILE", "RATE", "INCREASE",
        "IRATE", "DELTA",
    ]
}

extension AggregationType {
    /// COUNT.
    public static let count = AggregationType(rawValue: 0)
    /// AVG.
    public static let avg = AggregationType(rawValue: 1)
    /// SUM.
    public static let sum = AggregationType(rawValue: 2)
    /// FIRST_VALUE.
    public static let firstValue = AggregationType(rawValue: 3)
    /// LAST_VALUE.
    public static let lastValue = AggregationType(rawValue: 4)
    /// MAX_TIME.
    public static let maxTime = AggregationType(rawValue: 5)
    /// MIN_TIME.
    public static let minTime = AggregationType(rawValue: 6)
    /// MAX_VALUE.
    public static let maxValue = AggregationType(rawValue: 7)
    /// MIN_VALUE.
    public static let minValue = AggregationType(rawValue: 8)
    /// EXTREME.
    public static let extreme = AggregationType(rawValue: 9)
    /// COUNT_IF.
    public static let countIf = AggregationType(rawValue: 10)
    /// TIME_DURATION.
    public static let timeDuration = AggregationType(rawValue: 11)
    /// MODE.
    public static let mode = AggregationType(rawValue: 12)
    /// COUNT_TIME.
    public static let countTime = AggregationType(rawValue: 13)
    /// STDDEV.
    public static let stddev = AggregationType(rawValue: 14)
    /// STDDEV_POP.
    public static let stddevPop = AggregationType(rawValue: 15)
    /// STDDEV_SAMP.
    public static let stddevSamp = AggregationType(rawValue: 16)
    /// VARIANCE.
    public static let variance = AggregationType(rawValue: 17)
    /// VAR_POP.
    public static let varPop = AggregationType(rawValue: 18)
    /// VAR_SAMP.
    public static let varSamp = AggregationType(rawValue: 19)
    /// MAX_BY.
    public static let maxBy = AggregationType(rawValue: 20)
    /// MIN_BY.
    public static let minBy = AggregationType(rawValue: 21)
    /// UDAF.
    public static let udaf = AggregationType(rawValue: 22)
    /// FIRST.
    public static let first = AggregationType(rawValue: 23)
    /// LAST.
    public static let last = AggregationType(rawValue: 24)
    /// FIRST_BY.
    public static let firstBy = AggregationType(rawValue: 25)
    /// LAST_BY.
    public static let lastBy = AggregationType(rawValue: 26)
    /// MIN.
    public static let min = AggregationType(rawValue: 27)
    /// MAX.
    public static let max = AggregationType(rawValue: 28)
    /// COUNT_ALL.
    public static let countAll = AggregationType(rawValue: 29)
    /// APPROX_COUNT_DISTINCT.
    public static let approxCountDistinct = AggregationType(rawValue: 30)
    /// APPROX_MOST_FREQUENT.
    public static let approxMostFrequent = AggregationType(rawValue: 31)
    /// APPROX_PERCENTILE.
    public static let approxPercentile = AggregationType(rawValue: 32)
    /// CORR.
    public static let corr = AggregationType(rawValue: 33)
    /// COVAR_POP.
    public static let covarPop = AggregationType(rawValue: 34)
    /// COVAR_SAMP.
    public static let covarSamp = AggregationType(rawValue: 35)
    /// REGR_SLOPE.
    public static let regrSlope = AggregationType(rawValue: 36)
    /// REGR_INTERCEPT.
    public static let regrIntercept = AggregationType(rawValue: 37)
    /// SKEWNESS.
    public static let skewness = AggregationType(rawValue: 38)
    /// KURTOSIS.
    public static let kurtosis = AggregationType(rawValue: 39)
    /// PERCENTILE.
    public static let percentile = AggregationType(rawValue: 40)
    /// RATE.
    public static let rate = AggregationType(rawValue: 41)
    /// INCREASE.
    public static let increase = AggregationType(rawValue: 42)
    /// IRATE.
    public static let irate = AggregationType(rawValue: 43)
    /// DELTA.
    public static let delta = AggregationType(rawValue: 44)
}
