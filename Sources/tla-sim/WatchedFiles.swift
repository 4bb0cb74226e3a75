import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Files as they were when they were last looked at.
struct WatchedFiles {
    /// What differs where a file does; nothing, and all 0, where there is none.
    private struct Look: Hashable {
        var identity: FileIdentity?
        var size: Int64 = 0
        var seconds = 0
        var nanoseconds = 0

        init() {}

        init(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return }
            identity = FileIdentity(status)
            size = Int64(status.st_size)
            #if canImport(Darwin)
            let time = status.st_mtimespec
            #else
            let time = status.st_mtim
            #endif
            (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
        }

        func isLater(than time: timespec) -> Bool { (seconds, nanoseconds) > (time.tv_sec, time.tv_nsec) }
    }

    /// In the order in which they were read.
    private var files: [(path: String, look: Look)] = []
    private var folders: [String] = []
    /// The files of the folders.
    private var listed: [String: Look] = [:]
    /// One that changed while the round read it.
    private var changedMeanwhile: String?
    /// How those that were watched before were when the round began.
    private var before: [String: Look] = [:]
    private var start = WatchedFiles.now

    /// How many there are; one that is not there counts, since it may come.
    var count: Int { files.count + listed.count }

    private static var now: timespec {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time
    }

    /// To be called before a round begins: what changes from here on has changed while it ran.
    mutating func beginRound() {
        start = Self.now
        before = list()
        for file in files { before[file.path] = Look(file.path) }
    }

    /// Watches these from now on, and no others: what the round has read.
    mutating func take(_ paths: [String]) {
        var seen: Set<String> = []
        folders = paths.filter { isFolder($0) && seen.insert($0).inserted }
        listed = list()
        files = paths.filter { !isFolder($0) && listed[$0] == nil && seen.insert($0).inserted }.map { ($0, Look($0)) }
        changedMeanwhile =
            files.first { hasChanged($0.path, $0.look) }?.path ?? listed.filter { hasChanged($0.key, $0.value) }.map(\.key).min()
    }

    /// Whether a file is not as it was when the round began.
    private func hasChanged(_ path: String, _ look: Look) -> Bool { before[path].map { $0 != look } ?? look.isLater(than: start) }

    /// A file that is not what it was; `nil` while all are.
    mutating func changed() -> String? {
        if let changedMeanwhile { return changedMeanwhile }
        if let file = files.first(where: { Look($0.path) != $0.look }) { return file.path }
        guard !folders.isEmpty else { return nil }
        let now = list()
        guard now != listed else { return nil }
        return Set(now.keys).union(listed.keys).filter { now[$0] != listed[$0] }.min()
    }

    /// What a command reads that finds files itself. What it writes is not among them, or a watch would never rest.
    private static let endings = [".mjs", ".js", ".cjs", ".ts", ".mts", ".cts", ".yaml", ".yml", ".html"]

    /// The modules and scenarios of the folders, but for those that are hidden or in `node_modules`.
    private func list() -> [String: Look] {
        var found: [String: Look] = [:]
        var pending = folders
        // Links may lead in circles.
        var foldersLeft = 10_000
        while let folder = pending.popLast(), found.count < 50_000, foldersLeft > 0 {
            foldersLeft -= 1
            for name in listFolder(folder) ?? [] where name != "node_modules" {
                let path = Paths.joined(folder, name)
                if name == "package.json" || Self.endings.contains(where: name.hasSuffix) {
                    found[path] = Look(path)
                } else if isFolder(path) {
                    pending.append(path)
                }
            }
        }
        return found
    }
}
