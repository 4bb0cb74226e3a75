import ArgumentParser
import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The option of every command that writes files.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Write also over a file that tla-sim did not write.")
    var force = false
}

/// The files that this process read: none of them is written over.
let filesRead = FilesRead()

/// The folders where what killed processes left was looked for.
nonisolated(unsafe) private var clearedFolders: Set<FileIdentity> = []

/// Writes a file whole or not at all: into a file beside it first, which then takes its name and has its mode. Makes missing
/// folders. A symbolic link stays one: what it leads to is written. A device or a pipe is written to, never replaced. `-` is standard
/// output; a file of that name is `./-`.
///
/// - Parameters:
///   - form: what the file is. One that is there and looks like something else stays.
///   - isForced: whether it may look like anything. What this process has read stays all the same.
func writeFile(_ path: String, _ text: String, as form: OutputForm, isForced: Bool) throws(DiagnosticList) {
    if path == standardStreamName { return standardOutput.write(text) }
    do throws(SystemError) {
        try makeFolder(Paths.openableFolder(of: path))
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return try writeOver(path, text) }
    } catch {
        throw failure(path, error)
    }
    let place: OutputPlace
    do throws(SystemError) { place = try OutputPlace(path) } catch { throw failure(path, error) }
    if let refusal = place.refusal(for: form, isForced: isForced) {
        throw DiagnosticList([Diagnostic(.file, refusal.message(path), suggestion: refusal.suggestion)])
    }
    if let identity = place.folder.identity, clearedFolders.insert(identity).inserted { place.folder.removeLeftovers() }
    do throws(SystemError) { try place.write(Array(text.utf8)) } catch { throw failure(path, error) }
}

private func failure(_ path: String, _ error: SystemError) -> DiagnosticList {
    DiagnosticList([Diagnostic(.file, "cannot write \(path): \(error.words)")])
}

/// Writes to something that is no ordinary file.
private func writeOver(_ path: String, _ text: String) throws(SystemError) {
    // Nobody waits for a pipe to be read, but for one that is read slowly.
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError(errno) }
    var status = stat()
    var error: SystemError?
    if fstat(descriptor, &status) != 0 || status.st_mode & S_IFMT == S_IFREG {
        error = SystemError(EBUSY)
    } else {
        _ = fcntl(descriptor, F_SETFL, 0)
        error = writeAll(Array(text.utf8), to: descriptor)
    }
    if close(descriptor) != 0, error == nil { error = SystemError(errno) }
    if let error { throw error }
}

/// Where a file is written: a name in a folder that is held, so that nothing else is judged than what is replaced.
private struct OutputPlace {
    private(set) var folder: HeldFolder
    private var name: String
    /// The file that is there; `nil` when there is none.
    private var existing: stat?

    enum Refusal {
        case isInput, isModule, isForeign

        func message(_ path: String) -> String {
            switch self {
            case .isInput: "cannot write \(path): it is the input"
            case .isModule: "cannot write \(path): the run reads it"
            case .isForeign: "will not write over \(path): it is none of tla-sim's files"
            }
        }

        var suggestion: String {
            switch self {
            case .isInput, .isModule: "name another file"
            case .isForeign: "name another file, or add --force"
            }
        }
    }

    /// Follows the symbolic links at the end of the path. One that leads nowhere is itself replaced.
    init(_ path: String) throws(SystemError) {
        folder = try HeldFolder(Paths.openableFolder(of: path))
        name = try Self.name(of: path)
        let (linkFolder, linkName) = (folder, name)
        var linksLeft = 40
        while let status = Self.status(of: name, in: folder) {
            if status.st_mode & S_IFMT == S_IFREG {
                existing = status
                return
            }
            guard status.st_mode & S_IFMT == S_IFLNK else { throw SystemError(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EBUSY) }
            linksLeft -= 1
            guard linksLeft >= 0 else { throw SystemError(ELOOP) }
            let target = try Self.target(of: name, in: folder)
            do throws(SystemError) {
                folder = try folder.folder(Paths.openableFolder(of: target))
                name = try Self.name(of: target)
            } catch {
                guard error.number == ENOENT else { throw error }
                break
            }
        }
        (folder, name) = (linkFolder, linkName)
    }

    /// Why the file that is there must stay.
    func refusal(for form: OutputForm, isForced: Bool) -> Refusal? {
        guard let existing else { return nil }
        switch filesRead.role(of: FileIdentity(existing)) {
        case .input: return .isInput
        case .module: return .isModule
        case nil: break
        }
        return isForced || head.map(form.isBegun(by:)) == true ? nil : .isForeign
    }

    /// The first bytes of the file that is there; `nil` when they cannot be read.
    private var head: [UInt8]? {
        let descriptor = openat(folder.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: OutputForm.headSize)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }

    func write(_ bytes: [UInt8]) throws(SystemError) {
        let mode = existing.map { $0.st_mode & 0o777 }
        defer { unfinishedFile.end() }
        let entry = try StagedEntry(.file, in: folder, mode: mode ?? 0o644) { unfinishedFile.begin($0, in: folder) }
        do throws(SystemError) {
            if let error = writeAll(bytes, to: entry.descriptor) { throw error }
            if let existing, let mode {
                // Nobody but root can, and nobody else need.
                if geteuid() == 0 { _ = fchown(entry.descriptor, existing.st_uid, existing.st_gid) }
                guard fchmod(entry.descriptor, mode) == 0 else { throw SystemError(errno) }
            }
            // Some file systems tell only now that there was no room.
            let copy = dup(entry.descriptor)
            if copy >= 0, close(copy) != 0 { throw SystemError(errno) }
            try entry.rename(to: name)
        } catch {
            entry.remove()
            throw error
        }
    }

    // MARK: Names

    private static func name(of path: String) throws(SystemError) -> String {
        let name = String(decoding: path.utf8.dropFirst(Paths.folder(of: path).utf8.count), as: UTF8.self)
        guard !name.isEmpty, name != ".", name != ".." else { throw SystemError(EISDIR) }
        return name
    }

    private static func status(of name: String, in folder: HeldFolder) -> stat? {
        var status = stat()
        return fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }

    private static func target(of name: String, in folder: HeldFolder) throws(SystemError) -> String {
        var bytes = [CChar](repeating: 0, count: 4096)
        let count = readlinkat(folder.descriptor, name, &bytes, bytes.count)
        guard count > 0, count < bytes.count else { throw SystemError(count < 0 ? errno : ENAMETOOLONG) }
        guard let target = textOfName(bytes[..<count].map { UInt8(bitPattern: $0) }) else { throw SystemError(EILSEQ) }
        return target
    }
}
