#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Paths: texts with `/` between names. A `/` parts names whatever stands behind it, also what Unicode takes for one character with it.
public enum Paths {
    private static let slash = UInt8(ascii: "/")

    /// The names of a path, empty ones too.
    private static func names(of path: String) -> [Substring] {
        path.utf8.split(separator: slash, omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// What `..` does where no folder is left to leave.
    public enum Top {
        /// It stays there, as at the root of a file system or a URL.
        case isRoot
        /// It stands at the start of the result, as in a path from a folder that is not known.
        case isOpen
    }

    /// A path that starts from a folder, with `.` and `..` worked out by the text alone, and without empty names.
    ///
    /// A path that ends in a folder (`a/`, `.`, `a/..`) ends in `/`, or is empty where that is the start itself.
    ///
    /// - Parameters:
    ///   - path: one that begins with `/` starts from there, whatever the folder is.
    ///   - folder: ends in `/`, or is empty.
    ///   - top: for a path or a folder that begins with `/` it is always the root.
    public static func normalized(_ path: String, from folder: String = "", top: Top) -> String {
        // Most specifiers are `./name`.
        if path.hasPrefix("./") {
            let rest = path.dropFirst(2)
            if !rest.isEmpty, !rest.utf8.contains(slash), rest != "..", rest != "." { return folder + rest }
        }
        let isFromRoot = path.utf8.first == slash
        let isAbsolute = isFromRoot || folder.utf8.first == slash
        var names = isFromRoot ? [] : Self.names(of: folder).filter { !$0.isEmpty }
        var endsInFolder = true
        for name in Self.names(of: path) {
            endsInFolder = name.isEmpty || name == "." || name == ".."
            if !endsInFolder {
                names.append(name)
            } else if name == ".." {
                if let last = names.last, last != ".." {
                    names.removeLast()
                } else if !isAbsolute, top == .isOpen {
                    names.append("..")
                }
            }
        }
        return (isAbsolute ? "/" : "") + names.joined(separator: "/") + (endsInFolder && !names.isEmpty ? "/" : "")
    }

    /// The way from a folder to a path: `../lib/x.mjs`. Both are absolute and normalized; the folder ends in `/`.
    public static func relative(_ path: String, to folder: String) -> String {
        var goal = names(of: path)[...]
        var start = names(of: folder).dropLast()
        while goal.count > 1, let first = start.first, first.utf8.elementsEqual(goal[goal.startIndex].utf8) {
            goal.removeFirst()
            start.removeFirst()
        }
        return String(repeating: "../", count: start.count) + goal.joined(separator: "/")
    }

    /// What stands before a file's name in its path, with the `/`; empty when there is nothing.
    public static func folder(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return "" }
        return String(decoding: path.utf8[...last], as: UTF8.self)
    }

    /// The last name of a path; `nil` where it has none, as in `/`.
    public static func name(of path: String) -> String? { path.utf8.split(separator: slash).last.map { String(Substring($0)) } }

    /// The folder of a file, as the operating system takes it: `.` when the path names none.
    public static func openableFolder(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return "." }
        return last == path.startIndex ? "/" : String(decoding: path.utf8[..<last], as: UTF8.self)
    }

    /// The path of a file in a folder, without a `./` that says nothing.
    public static func joined(_ folder: String, _ path: String) -> String {
        if path.utf8.first == slash || folder == "." || folder.isEmpty { return path }
        return folder.utf8.last == slash ? folder + path : folder + "/" + path
    }

    /// The path with symbolic links followed; `nil` when there is no such file, or its path is not UTF-8.
    public static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return textOfName(resolved)
    }

    /// Whether a path is that of a symbolic link.
    public static func isSymbolicLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The absolute path of the current folder, ending in `/`; `nil` when it is gone, or not UTF-8.
    public static var currentFolder: String? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        guard let folder = textOfName(path) else { return nil }
        return folder.hasSuffix("/") ? folder : folder + "/"
    }

    /// The path of the user's home, ending in `/`; `nil` where the environment does not say.
    public static var homeFolder: String? {
        guard let path = getenv("HOME"), let home = textOfName(path), home.hasPrefix("/") else { return nil }
        return home.hasSuffix("/") ? home : home + "/"
    }

    /// Whether the current folder's path can be told as text, so that paths from it mean what they say; also when it is gone.
    public static var isCurrentFolderText: Bool {
        guard let path = getcwd(nil, 0) else { return true }
        defer { free(path) }
        return textOfName(path) != nil
    }
}
