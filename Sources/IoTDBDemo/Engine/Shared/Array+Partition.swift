extension [Int64] {
    /// Position of the first element that is not less, in an ascending array.
    func partition(of element: Int64) -> Int {
        if let last, last < element { return count }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
