import Diagnostics

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why a file cannot be read.
public struct FileProblem: Error, Sendable {
    /// The reasons that somebody tells apart.
    public enum Reason: Sendable { case notFound, isFolder, isOutside, other }

    public var reason: Reason
    /// Of kind `.file`: names the path and says why.
    public var diagnostic: Diagnostic

    public init(_ reason: Reason, _ diagnostic: Diagnostic) {
        self.reason = reason
        self.diagnostic = diagnostic
    }

    /// - Parameter why: "it is not a file".
    public init(_ reason: Reason, path: String, _ why: String, suggestion: String? = nil) {
        self.init(reason, Diagnostic(.file, "cannot read \(path): \(why)", suggestion: suggestion))
    }

    /// - Parameter error: the number that the operating system gave.
    package init(path: String, error: Int32) {
        switch error {
        case ENOENT: self.init(.notFound, path: path, "there is no such file")
        case EACCES, EPERM: self.init(.other, path: path, "permission denied")
        case EISDIR: self.init(.isFolder, path: path, "it is a folder")
        case ENOTDIR: self.init(.other, path: path, "a part of its path is not a folder")
        case ELOOP: self.init(.other, path: path, "its symbolic links form a loop")
        default: self.init(.other, path: path, String(cString: strerror(error)))
        }
    }

    /// How a file outside the folder that is read from is read after all.
    public static let outsideAdvice = "say --allow-outside if you trust it to read other files"

    /// A file that is larger than may be read.
    ///
    /// - Parameters:
    ///   - limit: in bytes.
    ///   - advice: what to do about it.
    public init(tooLarge path: String, limit: Int, advice: String?) {
        self.init(.other, path: path, "it is larger than \(sizeText(limit))", suggestion: advice)
    }
}

/// A size in bytes in the largest unit that writes it as a whole number: `16MB`, `1500kB`, `17B`.
public func sizeText(_ bytes: Int) -> String {
    for (factor, name) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")] where bytes >= factor && bytes % factor == 0 {
        return "\(bytes / factor)\(name)"
    }
    return "\(bytes)B"
}
