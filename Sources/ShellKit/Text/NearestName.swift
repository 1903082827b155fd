import SQLText

/// Finds the name a user probably meant.
package enum NearestName {
    /// The candidate with the smallest edit distance, when at most a third of its letters differ and two agree; the
    /// first of equals.
    package static func find(_ word: String, in candidates: [String]) -> String? {
        var best: (name: String, distance: Int)?
        for candidate in candidates where abs(candidate.utf8.count - word.utf8.count) <= 3 {
            let distance = EditDistance.between(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
            let isNear = distance <= max(1, candidate.utf8.count / 3) && candidate.utf8.count - distance >= 2
            if isNear, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }
}
