#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Writes all bytes.
///
/// - Returns: why not; `nil` when all are written.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> SystemError? {
    var start = 0
    while start < bytes.count {
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + start, $0.count - start) }
        if count >= 0 {
            start += count
        } else if errno != EINTR {
            return SystemError(errno)
        }
    }
    return nil
}
