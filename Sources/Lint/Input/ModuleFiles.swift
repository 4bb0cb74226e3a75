import Diagnostics
import Files
import Programs
import Text

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The files with modules below a folder, by name: `.mjs`, `.js` and `.cjs`, but for what lies in `node_modules` and in folders whose names begin with a dot.
struct ModuleFiles {
    /// Their paths, each beginning with the folder's.
    private(set) var paths: [String] = []
    /// Pages that may name entries: `index.html`.
    private(set) var pages: [String] = []
    /// What could not be looked at.
    private(set) var problems: [Diagnostic] = []
    /// How many files have JSX, by their names.
    private(set) var otherCount = 0

    private static let endings = [".mjs", ".js", ".cjs"] + TypedFiles.endings

    /// - Parameters:
    ///   - folder: ends in `/`, or is empty for the current one.
    ///   - isIgnored: whether a path is left out, and with a folder what is in it.
    init(below folder: String, isIgnored: (String) -> Bool) {
        let root: HeldFolder
        do throws(SystemError) {
            root = try HeldFolder(folder)
        } catch {
            problems.append(Diagnostic(.file, "cannot read \(folder.isEmpty ? "." : folder): \(error.words)"))
            return
        }
        // The next folder last, so that what is found comes in the order of its path.
        var pending: [(path: String, parent: HeldFolder, name: String)] = [(folder, root, ".")]
        while let next = pending.popLast() {
            let held: HeldFolder
            do throws(SystemError) {
                held = try next.parent.ownFolder(next.name)
                try list(held, next.path, &pending, isIgnored)
            } catch {
                problems.append(Diagnostic(.file, "cannot read \(next.path): \(error.words)"))
            }
        }
        paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private mutating func list(
        _ folder: HeldFolder, _ path: String, _ pending: inout [(path: String, parent: HeldFolder, name: String)],
        _ isIgnored: (String) -> Bool
    ) throws(SystemError) {
        var names: [String] = []
        var unreadable: [[UInt8]] = []
        try forEachEntry(of: folder.descriptor) { bytes in
            if bytes.first == UInt8(ascii: ".") { return true }
            if let name = textOfName(bytes) { names.append(name) } else { unreadable.append(bytes) }
            return true
        }
        for bytes in unreadable.sorted(by: { $0.lexicographicallyPrecedes($1) })
        where Self.endings.contains(where: { hasEnding(bytes, $0) }) {
            problems.append(Diagnostic(.file, "cannot read \(path)\(String(decoding: bytes, as: UTF8.self)): its name is not UTF-8"))
        }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names.reversed() {
            let full = path + name
            let isModule = Self.endings.contains { name.hasSuffix($0) } && !TypedFiles.isDeclarations(name)
            let kind = kind(of: name, in: folder)
            if kind == S_IFDIR {
                if name != "node_modules", !isIgnored(full) { pending.append((full + "/", folder, name)) }
            } else if kind == S_IFREG || kind == S_IFLNK {
                // Where a link leads to is judged when it is read.
                if isModule {
                    if !isIgnored(full) { paths.append(full) }
                } else if name == "index.html" {
                    pages.append(full)
                } else if TypedFiles.compiledEndings.contains(where: name.hasSuffix) {
                    otherCount += 1
                }
            }
        }
    }

    private func hasEnding(_ name: [UInt8], _ ending: String) -> Bool { name.suffix(ending.utf8.count).elementsEqual(ending.utf8) }

    private func kind(of name: String, in folder: HeldFolder) -> mode_t {
        var status = stat()
        guard fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return 0 }
        return status.st_mode & S_IFMT
    }
}
