import Diagnostics

/// What a program may do that an engine runs.
public enum EngineRights: Hashable, Sendable {
    /// Read the folder that was made for it, and not more, as far as the engine can see to that.
    case ownFolder
    /// All that may who runs us.
    case user
}

/// Where an engine runs, and what it knows of our surroundings.
public struct EngineSurroundings: Sendable {
    /// What is there while the engine runs, in this folder: its home, and where it keeps what is temporary.
    private let folder: String
    private let rights: EngineRights

    /// Makes the folders that it names.
    ///
    /// - Throws: that they cannot be made.
    public init(in folder: TemporaryFolder, rights: EngineRights) throws(Diagnostic) {
        (self.folder, self.rights) = (folder.path, rights)
        try folder.makeFolder("home")
        try folder.makeFolder("tmp")
    }

    /// The command by which a program starts in the folder, and leaves no image of its memory when it crashes. It becomes the program: a
    /// folder to start in is not for every system's `posix_spawn`.
    func command(_ path: String, _ arguments: [String]) -> [String] {
        let program = [path] + arguments
        return rights == .user ? program : ["/bin/sh", "-c", "ulimit -c 0; cd \"$0\" && exec \"$@\"", folder] + program
    }

    /// Variables that it is given instead of ours.
    var variables: [String] {
        // What engines keep beside their profile, and leave at a signal, goes with the folder.
        let temporary = ["TMPDIR=\(folder)/tmp"]
        return rights == .user ? temporary : temporary + ["HOME=\(folder)/home"]
    }

    /// What an engine needs to start, and how it speaks and counts hours: nothing in which a secret may be.
    private static let harmless = ["PATH=", "LANG=", "LC_ALL=", "TZ=", "LD_LIBRARY_PATH=", "DYLD_LIBRARY_PATH="]

    /// Whether a variable of our environment, `NAME=VALUE`, is handed on.
    func passesOn(_ variable: String) -> Bool {
        rights == .user || Self.harmless.contains(where: variable.hasPrefix)
    }
}
