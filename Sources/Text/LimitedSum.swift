/// The sum of two numbers, such as times in nanoseconds that a document or a program gives; the largest number where it would be larger than that.
public func limitedSum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
}
