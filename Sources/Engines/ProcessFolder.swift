import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The one folder of this process in the system's temporary folder. All that engines need and leave lies in it.
///
/// A file in it is locked as long as the process lives, however that ends. So another process can tell the folder of a dead one, and
/// removes it before it makes its own.
enum ProcessFolder {
    static let prefix = "tla-sim-"
    static let lockName = "lock"
    /// What `mkdtemp` replaces.
    private static let placeholder = "XXXXXX"

    private static let made = Result { () throws(Diagnostic) in try make() }

    /// The folder, with symbolic links followed: engines tell paths so. It is made when it is first asked for, and removed at the end of
    /// the process.
    ///
    /// - Throws: why it cannot be made.
    static func path() throws(Diagnostic) -> String {
        EndOfProcess.waitForTheEnd()
        return try made.get()
    }

    /// Where the system keeps what is temporary, with symbolic links followed.
    private static var base: String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        guard let resolved = realpath(named.hasPrefix("/") ? named : "/tmp", nil) else { return named.hasPrefix("/") ? named : "/tmp" }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func make() throws(Diagnostic) -> String {
        let base = base
        removeFoldersOfTheDead(in: base)
        // Who looks for the folders of the dead may take ours for one, as long as it is not locked.
        for _ in 0..<8 {
            var name = Array("\(base)/\(prefix)\(placeholder)".utf8CString)
            guard mkdtemp(&name) != nil else { break }
            let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if lock(path) {
                EndOfProcess.begin(folder: path)
                return path
            }
        }
        throw Diagnostic(.file, "cannot make a temporary folder in \(base): \(SystemError(errno).words)")
    }

    /// Locks a folder that was just made. The descriptor stays open to the end of the process, and goes to no other.
    private static func lock(_ path: String) -> Bool {
        let descriptor = open("\(path)/\(lockName)", O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        var status = stat()
        // Where the file system has no locks nobody takes the folder for that of a dead process.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK, fstat(descriptor, &status) == 0, status.st_nlink > 0 {
            return true
        }
        close(descriptor)
        return false
    }

    // MARK: What dead processes left

    /// So many names of the temporary folder are looked at, folders removed, and entries of a folder removed, at most: the rest is left to the
    /// next run.
    private static let largestWork = (names: 100_000, folders: 16, entries: 200_000)

    /// Removes the folders that processes of ours have left that are dead, and ends what these have started.
    ///
    /// Ours is what has our prefix, belongs to us alone, and has a lock file of ours; dead is who holds no lock.
    static func removeFoldersOfTheDead(in base: String) {
        guard let folder = try? HeldFolder(base) else { return }
        var found: [String] = []
        var looked = 0
        // What cannot be listed is left to who can.
        try? forEachEntry(of: folder.descriptor) { bytes in
            looked += 1
            if bytes.count == prefix.utf8.count + placeholder.utf8.count, let name = textOfName(bytes), name.hasPrefix(prefix) {
                found.append(name)
            }
            return looked < largestWork.names
        }
        var removed = 0
        for name in found where removed < largestWork.folders {
            if removeFolder(name, in: folder.descriptor, path: "\(base)/\(name)") { removed += 1 }
        }
    }

    private static func removeFolder(_ name: String, in base: Int32, path: String) -> Bool {
        let folder = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        var status = stat()
        guard fstat(folder, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { return false }
        // Not to be held up by a pipe of that name.
        let lock = openat(folder, lockName, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard lock >= 0 else { return false }
        defer { close(lock) }
        guard fstat(lock, &status) == 0, status.st_uid == geteuid(), status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
            flock(lock, LOCK_EX | LOCK_NB) == 0
        else { return false }
        StrayProcesses.end(startedFrom: path)
        // The lock goes last: what is not done now is found the next time.
        if FolderRemoval.removeContents(of: folder, last: lockName, limit: largestWork.entries) { unlinkat(base, name, AT_REMOVEDIR) }
        return true
    }
}
