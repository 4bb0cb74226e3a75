#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A text that is equal only to one of the same code units.
///
/// A `String` of Swift is equal to every canonically equivalent one, so that `é` in one code point is `é` in two. To
/// [ECMA-262](https://tc39.es/ecma262/#sec-ecmascript-language-types-string-type) those are different strings, and to a host they are different modules.
/// So where texts of a program are compared, or are the keys of a table, it is by this.
@frozen
public struct ExactText: Hashable, Sendable {
    public let text: String

    @inlinable
    public init(_ text: String) { self.text = text }

    public static func == (left: ExactText, right: ExactText) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard left.count == right.count, let a = left.baseAddress, let b = right.baseAddress else {
                    return left.count == right.count
                }
                return memcmp(a, b, left.count) == 0
            }
        }
    }

    @inlinable
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
