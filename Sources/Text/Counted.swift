/// A number with what it counts: `1 module`, `2 modules`.
///
/// - Parameter plural: the word for any number but one, where that is not the noun with an `s`.
public func counted(_ count: some BinaryInteger, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
