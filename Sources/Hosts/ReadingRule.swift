/// How the files of modules are read for which `import()` asks, and what of the program goes on meanwhile.
package enum ReadingRule: Sendable, Equatable {
    /// No part of the order: every file was read and linked before the program began, or a page's network says how long it takes.
    case beforehand
    /// The call reads its whole graph. Then the host goes through that graph from its root, so many promise hops for each level, unless an
    /// earlier walk has linked it.
    case inTheCall(hopsPerLevel: Int32)
    /// All pending calls in turn, a module of its graph each, as long as it has any that was not there when its importer came.
    case inTurns
    /// On threads: a file is there some rounds of the event loop later, and its imports are asked for then.
    case onThreads(ThreadReading)
}

/// How threads read.
package struct ThreadReading: Sendable, Equatable {
    /// How many rounds of the event loop go by. The first is the one in which the file is asked for.
    package var rounds: Int32
    /// Whether a callback that runs in a round has to wait for one more.
    package var isLateInRound = false
    /// Whether the shortest timer, set before it, is first also where a file needs no other before it.
    package var letsTimersFirst: Bool
    /// Whether the host goes through the graph as it comes, and waits at each module for what that imports.
    package var walksGraph: Bool
}

extension HostProfile {
    /// What the name of a profile ends in whose files have been read before the program began.
    public static let loadedSuffix = "+loaded"

    /// The same host with every file read and linked before the program began, as an engine has it that something else has had load them.
    /// A host to which that makes no difference is itself.
    public var loaded: HostProfile {
        guard reading != .beforehand else { return self }
        var host = self
        host.name += Self.loadedSuffix
        host.reading = .beforehand
        host.chance.readsFilesInTasks = false
        return host
    }

    /// Whether it makes a difference whether files have been read before.
    public var readsFiles: Bool { reading != .beforehand }

    /// The host's name without what says that files have been read before.
    public static func plainName(_ name: String) -> String {
        name.hasSuffix(loadedSuffix) ? String(name.dropLast(loadedSuffix.count)) : name
    }
}
