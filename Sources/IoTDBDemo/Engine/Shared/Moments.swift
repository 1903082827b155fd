/// Mean and spread of numbers as they come, in the order of steps of the real server.
struct Moments {
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0

    /// Takes one number.
    mutating func add(_ number: Double) {
        count += 1
        let delta = number - mean
        mean += delta / count
        squares += delta * (number - mean)
    }

    /// Variance of a sample; nil for fewer than two numbers.
    var sampleVariance: Double? { count < 2 ? nil : squares / (count - 1) }
    /// Variance of all there is; nil for no number.
    var variance: Double? { count < 1 ? nil : squares / count }
}
