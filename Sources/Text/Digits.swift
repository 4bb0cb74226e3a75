/// A number in capital hexadecimal digits, filled up on the left with zeros to so many.
public func hexadecimal(_ number: some FixedWidthInteger & UnsignedInteger, digits count: Int = 1) -> String {
    zeroFilled(String(number, radix: 16, uppercase: true), to: count)
}

/// Digits, filled up on the left with zeros to so many; more digits stay whole.
public func zeroFilled(_ digits: String, to count: Int) -> String {
    let missing = count - digits.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
}
