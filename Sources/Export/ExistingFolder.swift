import Files
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A folder that is there where an export is to be written.
struct ExistingFolder {
    let folder: HeldFolder

    init(_ folder: HeldFolder) { self.folder = folder }

    enum Look {
        case isEmpty
        /// An earlier export as that was written, and nothing else; its files.
        case isExport([String])
        /// What keeps it from being replaced.
        case isForeign(String)
    }

    private struct Foreign: Error {
        var reason = "it holds files that are no earlier export"
    }

    /// Looks no further than the manifest of an export goes: what is not in that decides, so that nobody waits for a whole disk to be listed.
    ///
    /// - Parameter filesRead: files that must stay.
    func look(sparing filesRead: FilesRead?) -> Look {
        var isEmpty = true
        do throws(SystemError) {
            try forEachEntry(of: folder.descriptor) { _ in
                isEmpty = false
                return false
            }
        } catch {
            return .isForeign("it cannot be listed: \(error.words)")
        }
        if isEmpty { return .isEmpty }
        do throws(Foreign) {
            guard let manifest = bytes(of: ExportedProgram.manifestFile), let digests = ExportedProgram.digests(ofManifest: manifest) else {
                throw Foreign()
            }
            let files = try files(in: digests, sparing: filesRead)
            let changed = files.sorted().first { path in bytes(of: path).map(textDigest) != digests[ExactText(path)] }
            if let changed { throw Foreign(reason: "\(visibleText(changed)) was changed since it was exported") }
            return .isExport(files)
        } catch {
            return .isForeign(error.reason)
        }
    }

    private func bytes(of file: String) -> [UInt8]? {
        var room = ReadingRoom()
        return try? readConfinedFile(
            path: file, way: Array(file.utf8), in: folder, limit: ExportedProgram.fileLimit, advice: nil, room: &room)
    }

    /// The files of a manifest that are there; nothing else may be, but the manifest itself.
    private func files(in digests: [ExactText: String], sparing filesRead: FilesRead?) throws(Foreign) -> [String] {
        var folders: Set<ExactText> = []
        for file in digests.keys {
            for (index, character) in zip(file.text.indices, file.text) where character == "/" {
                folders.insert(ExactText(String(file.text[..<index])))
            }
        }
        var found: [String] = []
        var emptyFolders: [String] = []
        var pending: [(path: String, folder: HeldFolder)] = [("", folder)]
        while let (path, folder) = pending.popLast() {
            for name in try names(in: folder) {
                let inner = path.isEmpty ? name : "\(path)/\(name)"
                var status = stat()
                guard fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw Foreign() }
                if filesRead?.role(of: FileIdentity(status)) != nil {
                    throw Foreign(reason: "this command reads \(visibleText(inner)) from it")
                }
                switch status.st_mode & S_IFMT {
                case S_IFREG:
                    if inner == ExportedProgram.manifestFile { continue }
                    guard digests[ExactText(inner)] != nil else { throw Foreign() }
                    found.append(inner)
                case S_IFDIR:
                    guard let held = try? folder.ownFolder(name) else { throw Foreign() }
                    if folders.contains(ExactText(inner)) {
                        pending.append((inner, held))
                    } else {
                        guard try names(in: held, atMost: 1).isEmpty else { throw Foreign() }
                        emptyFolders.append(inner)
                    }
                default: throw Foreign()
                }
            }
        }
        if let added = emptyFolders.min() { throw Foreign(reason: "\(visibleText(added)) is a folder that was made since it was exported") }
        return found
    }

    /// The names in a folder; far more than an export has are not waited for.
    private func names(in folder: HeldFolder, atMost limit: Int = 1_000_000) throws(Foreign) -> [String] {
        var names: [String] = []
        var isText = true
        do throws(SystemError) {
            try forEachEntry(of: folder.descriptor) { name in
                guard let text = textOfName(name) else {
                    isText = false
                    return false
                }
                names.append(text)
                return names.count < limit
            }
        } catch {
            throw Foreign()
        }
        // No export has a name that is not UTF-8.
        guard isText else { throw Foreign() }
        return names
    }
}
