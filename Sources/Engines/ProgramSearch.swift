#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where programs are looked for: folders, as `PATH` lists them.
public struct ProgramSearch: Sendable {
    private let folders: [Substring]

    /// - Parameter list: the folders, with colons between them.
    public init(_ list: String) { folders = list.split(separator: ":") }

    /// The folders of the environment's `PATH`.
    public static var ofEnvironment: ProgramSearch { ProgramSearch(getenv("PATH").map { String(cString: $0) } ?? "") }

    /// The paths of the programs of that name, in the order of the folders.
    func paths(of name: String) -> [String] { folders.map { "\($0)/\(name)" }.filter(Self.isProgram) }

    /// The path of the first program of that name; `nil` where there is none.
    public func path(of name: String) -> String? { folders.lazy.map { "\($0)/\(name)" }.first(where: Self.isProgram) }

    /// Whether a file that can be started is there. A folder may be entered, which the system calls by the same right.
    static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
