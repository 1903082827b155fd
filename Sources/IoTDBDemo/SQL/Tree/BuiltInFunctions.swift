/// Names of the functions that a real server has and the demo server lacks.
enum BuiltInFunctions {
    /// What to answer to a call of a function that is no aggregation of ours.
    static func refusal(of name: String) -> StatementError {
        if names.contains(name.lowercased()) { return .unsupported("the function \(name)") }
        return .semantic(
            "Error occurred during inferring UDF data type: \norg.apache.iotdb.udf.api.exception.UDFException: Failed to "
                + "reflect UDF instance, because UDF \(name.uppercased()) has not been registered."
        )
    }

    private static let names: Set<String> = [
        "abs", "acos", "asin", "atan", "bottom_k", "cast", "ceil", "change_points", "concat", "const", "cos", "cosh",
        "count_if", "count_time", "degrees", "derivative", "diff", "difference", "e", "endswith",
        "equal_size_bucket_agg_sample", "equal_size_bucket_m4_sample", "equal_size_bucket_outlier_sample",
        "equal_size_bucket_random_sample", "exp", "floor", "in_range", "jexl", "length", "ln", "locate",
        "log10", "lower", "m4", "master_repair", "max_by", "min_by", "mode", "non_negative_derivative",
        "non_negative_difference", "non_zero_count", "non_zero_duration", "on_off", "pi", "radians", "replace", "round",
        "sign", "sin", "sinh", "sqrt", "startswith", "strcmp", "string_contains",
        "string_matches", "strreplace", "substring", "tan", "tanh", "time_difference", "top_k", "trim",
        "upper", "zero_count", "zero_duration",
    ]
}
