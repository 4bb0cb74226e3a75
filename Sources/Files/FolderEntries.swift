#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Calls a body with the name of each entry of a folder, as the file system has it, until it says that it has seen enough.
///
/// - Parameters:
///   - folder: an open folder. It may be open for starting from it alone.
///   - body: given the bytes of a name, but never those of `.` and `..`; says whether to go on.
/// - Throws: why the folder cannot be listed.
public func forEachEntry(of folder: Int32, _ body: ([UInt8]) -> Bool) throws(SystemError) {
    let descriptor = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(errno) }
    guard let stream = fdopendir(descriptor) else {
        let error = SystemError(errno)
        close(descriptor)
        throw error
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: UInt8.self, capacity: 1) { Array(UnsafeBufferPointer(start: $0, count: strlen(pointer))) }
        }
        if name == [0x2E] || name == [0x2E, 0x2E] { continue }
        if !body(name) { return }
    }
}

extension HeldFolder {
    /// Takes away what processes of ours that were killed left unfinished in this folder: see ``StagedEntry``.
    ///
    /// What a living process makes is locked, and stays, as does what belongs to another user.
    public func removeLeftovers() {
        var found: [[UInt8]] = []
        var seen = 0
        try? forEachEntry(of: descriptor) { name in
            seen += 1
            if StagedEntry.isName(name) { found.append(name + [0]) }
            // Who has so many files there waits for nothing else.
            return seen < 200_000
        }
        for name in found {
            name.withUnsafeBytes { removeLeftover($0.assumingMemoryBound(to: CChar.self).baseAddress!) }
        }
    }

    private func removeLeftover(_ name: UnsafePointer<CChar>) {
        let left = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard left >= 0 else { return }
        defer { close(left) }
        var status = stat()
        guard fstat(left, &status) == 0, status.st_uid == geteuid() else { return }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFDIR || (kind == S_IFREG && status.st_nlink == 1), flock(left, LOCK_EX | LOCK_NB) == 0 else { return }
        var named = stat()
        guard fstatat(descriptor, name, &named, AT_SYMLINK_NOFOLLOW) == 0, FileIdentity(named) == FileIdentity(status) else { return }
        if kind == S_IFDIR { FolderRemoval.removeContents(of: left) }
        unlinkat(descriptor, name, kind == S_IFDIR ? AT_REMOVEDIR : 0)
    }
}
