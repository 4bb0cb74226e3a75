import Diagnostics
import Files
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension ExportedProgram {
    /// Writes the export into a folder, whole or not at all: into a folder beside it, which then takes its name.
    ///
    /// A folder that is there is replaced when it is empty, or holds an earlier export as that was written, and nothing else. With `isForced`
    /// any other folder is moved aside, and nothing in it is lost.
    ///
    /// - Parameters:
    ///   - filesRead: files that must stay: a folder that holds one is not replaced.
    ///   - isStopped: asked between files whether to give up; what was written is removed then.
    /// - Returns: where the folder was moved to that stood in the way; `nil` when none did.
    /// - Throws: why it cannot be written; nothing has changed then.
    @discardableResult
    public func write(
        to folder: String, isForced: Bool = false, sparing filesRead: FilesRead? = nil, isStopped: () -> Bool = { false }
    ) throws(DiagnosticList) -> String? {
        let place = try ExportPlace(folder)
        place.parent.removeLeftovers()
        var earlier: [String]?
        var movesAside = false
        if let existing = place.existing {
            switch existing.look(sparing: filesRead) {
            case .isEmpty: break
            case .isExport(let files): earlier = files
            case .isForeign(let obstacle):
                guard isForced else {
                    throw Self.problem(
                        "will not write into \(folder): \(obstacle)", "name another folder, or add --force, which moves this one aside")
                }
                movesAside = true
            }
        }
        let stage: StagedEntry
        do throws(SystemError) { stage = try StagedEntry(.folder, in: place.parent) } catch { throw Self.failure(folder, error) }
        do throws(DiagnosticList) {
            try writeAll(into: stage, as: folder, isStopped)
            try place.finish(stage)
        } catch {
            stage.remove()
            throw error
        }
        // From here on nothing is written any more: folders change their names.
        let aside = movesAside ? place.freeName : earlier != nil ? StagedEntry.freshName() : nil
        let lock = place.existing.flatMap { FolderLock($0.folder) }
        defer { withExtendedLifetime(lock) {} }
        do throws(SystemError) {
            if let aside { try place.move(place.name, to: aside) }
            do throws(SystemError) {
                try stage.rename(to: place.name)
            } catch {
                if let aside { try? place.move(aside, to: place.name) }
                throw error
            }
        } catch {
            stage.remove()
            throw Self.failure(folder, error)
        }
        guard let aside else { return nil }
        return movesAside ? place.path(aside) : place.discard(aside, files: (earlier ?? []) + [Self.manifestFile])
    }

    private func writeAll(into stage: StagedEntry, as folder: String, _ isStopped: () -> Bool) throws(DiagnosticList) {
        var writer: StageWriter
        do throws(SystemError) { writer = StageWriter(try stage.folder()) } catch { throw Self.failure(folder, error) }
        for file in files + [File(path: Self.manifestFile, bytes: Array(manifest.utf8))] {
            if isStopped() { throw Self.problem("stopped before \(folder) was written", nil) }
            do throws(SystemError) {
                try writer.write(file.path, file.bytes)
            } catch {
                throw Self.failure("\(folder)/\(file.path)", error)
            }
        }
    }

    static func failure(_ path: String, _ error: SystemError) -> DiagnosticList { problem("cannot write \(path): \(error.words)", nil) }

    static func problem(_ message: String, _ suggestion: String?) -> DiagnosticList {
        DiagnosticList([Diagnostic(.file, message, suggestion: suggestion)])
    }
}

/// Writes files into a folder that is new, each by its path from there.
private struct StageWriter {
    private let root: HeldFolder
    /// Most files lie beside the one before.
    private var latest: (path: Substring, folder: HeldFolder)

    init(_ root: HeldFolder) {
        self.root = root
        latest = ("", root)
    }

    mutating func write(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { path[..<$0] } ?? ""
        if !folder.utf8.elementsEqual(latest.path.utf8) {
            var inner = root
            for name in folder.split(separator: "/") {
                if mkdirat(inner.descriptor, String(name), 0o755) != 0, errno != EEXIST { throw SystemError(errno) }
                inner = try inner.ownFolder(String(name))
            }
            latest = (folder, inner)
        }
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        // The folder is new, so that a file which is there already could only be another of the same export.
        let descriptor = openat(latest.folder.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError(errno) }
        var error = writeAll(bytes, to: descriptor)
        if close(descriptor) != 0, error == nil { error = SystemError(errno) }
        if let error { throw error }
    }
}
