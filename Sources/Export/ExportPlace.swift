import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where an export is written: a name in a folder that is held.
struct ExportPlace {
    let parent: HeldFolder
    let name: String
    /// What is there already.
    let existing: ExistingFolder?
    /// The path of the parent, symbolic links followed.
    private let parentPath: String

    /// Makes the folders above that are missing.
    init(_ folder: String) throws(DiagnosticList) {
        let target = try Self.resolvedTarget(folder)
        if Self.isAboveWorkingFolder(target) {
            // The folder itself is exchanged, and whoever stands in it would stand nowhere.
            throw ExportedProgram.problem(
                "cannot write \(folder): it is the folder that this command runs in, or one above it",
                "run it from elsewhere, or name a folder in this one")
        }
        parentPath = Paths.openableFolder(of: target)
        name = Paths.name(of: target) ?? ""
        do throws(SystemError) { parent = try HeldFolder(parentPath) } catch { throw ExportedProgram.failure(parentPath, error) }
        do throws(SystemError) {
            existing = ExistingFolder(try parent.ownFolder(name))
        } catch {
            guard error.number == ENOENT else {
                if error.number == ENOTDIR || error.number == ELOOP {
                    throw ExportedProgram.problem("cannot write \(folder): it is there and is no folder", "name another folder")
                }
                throw ExportedProgram.failure(folder, error)
            }
            existing = nil
        }
    }

    func path(_ name: String) -> String { Paths.joined(parentPath, name) }

    func move(_ name: String, to target: String) throws(SystemError) {
        guard renameat(parent.descriptor, name, parent.descriptor, target) == 0 else { throw SystemError(errno) }
    }

    /// A name that nothing has, for a folder that is moved aside.
    var freeName: String {
        var status = stat()
        var number = 1
        while fstatat(parent.descriptor, "\(name).before-\(number)", &status, AT_SYMLINK_NOFOLLOW) == 0 { number += 1 }
        return "\(name).before-\(number)"
    }

    /// Gives a folder that is whole the rights that it would have had from the start, or those of the one that it takes the place of.
    func finish(_ stage: StagedEntry) throws(DiagnosticList) {
        var status = stat()
        if let existing {
            guard fstat(existing.folder.descriptor, &status) == 0 else { return }
            // Nobody but root can, and nobody else need.
            _ = fchown(stage.descriptor, status.st_uid, status.st_gid)
        } else {
            // What the process withholds, one folder of it shows.
            let probe = StagedEntry.freshName()
            guard mkdirat(stage.descriptor, probe, 0o755) == 0 else { throw ExportedProgram.failure(path(name), SystemError(errno)) }
            let isKnown = fstatat(stage.descriptor, probe, &status, AT_SYMLINK_NOFOLLOW) == 0
            unlinkat(stage.descriptor, probe, AT_REMOVEDIR)
            guard isKnown else { return }
        }
        guard fchmod(stage.descriptor, status.st_mode & 0o7777) == 0 else { throw ExportedProgram.failure(path(name), SystemError(errno)) }
    }

    /// Removes an earlier export that was moved away.
    ///
    /// - Returns: where it is when somebody put something into it meanwhile.
    func discard(_ aside: String, files: [String]) -> String? {
        existing?.folder.removeFiles(files)
        guard unlinkat(parent.descriptor, aside, AT_REMOVEDIR) != 0 else { return nil }
        let kept = freeName
        do throws(SystemError) { try move(aside, to: kept) } catch { return path(aside) }
        return path(kept)
    }

    // MARK: Paths

    /// Symbolic links followed; the folders above must be there or are made.
    private static func resolvedTarget(_ folder: String) throws(DiagnosticList) -> String {
        guard !folder.isEmpty, !folder.utf8.contains(0) else {
            throw ExportedProgram.problem("a folder's name cannot be empty or hold NUL", nil)
        }
        var path = folder
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        if let resolved = Paths.resolved(path) { return resolved }
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        guard !["", ".", ".."].contains(last) else { throw ExportedProgram.failure(folder, SystemError(ENOENT)) }
        var above = Paths.openableFolder(of: path)
        if access(above, F_OK) != 0 {
            let parent = try resolvedTarget(above)
            if mkdir(parent, 0o755) != 0, errno != EEXIST { throw ExportedProgram.failure(parent, SystemError(errno)) }
            above = parent
        }
        guard let parent = Paths.resolved(above) else { throw ExportedProgram.failure(above, SystemError(errno)) }
        return parent == "/" ? "/\(last)" : "\(parent)/\(last)"
    }

    private static func isAboveWorkingFolder(_ folder: String) -> Bool {
        guard folder != "/" else { return true }
        guard let current = Paths.resolved(".") else { return false }
        return Array((current + "/").utf8).starts(with: Array((folder + "/").utf8))
    }
}
