#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A real engine that runs many graphs in one process.
public struct FuzzEngine: Sendable {
    /// Its executable.
    public var path: String
    /// Such as `node 20.20.2`.
    public var version: String
    public var major: Int
    /// The host profile that stands for it.
    public var hostName: String { major < 22 ? "node@20" : "node" }
    /// Whether it parses `import defer`.
    public var hasDeferredImports: Bool

    /// What keeps an engine from being used.
    public struct Failure: Error, Sendable {
        public var message: String
        /// Whether there is no such engine at all.
        public var isMissing: Bool
    }

    /// The node on the `PATH`.
    public static func node() throws(Failure) -> FuzzEngine {
        guard let path = executable(named: "node") else {
            throw Failure(message: "there is no node on the PATH", isMissing: true)
        }
        let text = try outputLines(path, ["--version"]).first ?? ""
        guard text.hasPrefix("v"), let major = Int(text.dropFirst().prefix { $0 != "." }), major >= 20 else {
            throw Failure(message: "\(path) is no node 20 or later: it says it is '\(text)'", isMissing: true)
        }
        var engine = FuzzEngine(path: path, version: "node \(text.dropFirst())", major: major, hasDeferredImports: false)
        let probe = FuzzCase(
            family: .deferred, modules: [.init(imports: [FuzzImport(target: 1, form: .deferred)]), .init()])
        engine.hasDeferredImports = try engine.run([probe]).first?.lines.last == "= fulfilled"
        return engine
    }

    /// What the engine makes of each graph, in their order.
    ///
    /// A process that dies takes one graph with it, whose result says so; another goes on with the next. All modules of a graph are loaded
    /// and linked before it runs, so that reading files has no part in the order.
    ///
    /// - Parameter timeScale: what delays are multiplied by, for graphs whose timers a busy machine mixes up.
    public func run(_ cases: [FuzzCase], timeScale: Int = 1) throws(Failure) -> [FuzzResult] {
        try start(cases, timeScale: timeScale).finish()
    }

    /// Begins to run the graphs; ``FuzzEngineBatch/finish()`` waits for what comes of them.
    func start(_ cases: [FuzzCase], timeScale: Int = 1) throws(Failure) -> FuzzEngineBatch {
        let folder = try TemporaryFolder()
        try folder.write("driver.mjs", Self.driver)
        try folder.write("stop.mjs", "throw 'stop';\n")
        for (index, item) in cases.enumerated() {
            try folder.makeFolder("c\(index)")
            var preload = "import '../stop.mjs';\nimport './\(FuzzCase.main.name)';\n"
            try folder.write("c\(index)/\(FuzzCase.main.name)", FuzzCase.main.source)
            for file in item.files {
                try folder.write("c\(index)/\(file.name)", file.source)
                preload += "import './\(file.name)';\n"
            }
            try folder.write("c\(index)/preload.mjs", preload)
        }
        let batch = FuzzEngineBatch(engine: self, folder: folder, count: cases.count, timeScale: timeScale)
        try batch.launch()
        return batch
    }

    /// What `node main.mjs` prints of one graph, and the status it ends with; only the loading beforehand is as in a batch.
    func runAlone(_ item: FuzzCase) throws(Failure) -> (lines: [String], status: Int32) {
        let folder = try TemporaryFolder()
        try folder.write("stop.mjs", "throw 'stop';\n")
        try folder.write("before.mjs", "try { await import('./preload.mjs'); } catch {}\n")
        var preload = "import './stop.mjs';\n"
        try folder.write(FuzzCase.main.name, FuzzCase.main.source)
        for file in item.files {
            try folder.write(file.name, file.source)
            preload += "import './\(file.name)';\n"
        }
        try folder.write("preload.mjs", preload)
        let process = try ChildProcess(
            path, ["--import", folder.path + "/before.mjs", folder.path + "/" + FuzzCase.main.name], output: folder.path + "/output",
            errors: folder.path + "/errors")
        let status = process.wait()
        return (textLines(readText(folder.path + "/output")), status)
    }

    private static func outputLines(_ path: String, _ arguments: [String]) throws(Failure) -> [String] {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(path, arguments, output: folder.path + "/output", errors: folder.path + "/errors")
        _ = process.wait()
        return textLines(readText(folder.path + "/output"))
    }

    private static func executable(named name: String) -> String? {
        guard let variable = getenv("PATH") else { return nil }
        for folder in String(cString: variable).split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 {
            return "\(folder)/\(name)"
        }
        return nil
    }

    /// Runs the graphs one after another. One is over when nothing is left to do.
    ///
    /// Where a program of its own would end, at an error that nobody handles, its graph is closed: what it still prints does not count.
    private static let driver = """
        import { writeSync } from 'node:fs';
        const [first, count, scale] = process.argv.slice(2).map(Number);
        const { setTimeout, clearTimeout, setImmediate } = globalThis;
        const timers = new Set();
        let current;
        globalThis.setTimeout = (callback, delay, ...rest) => {
          const timer = setTimeout(() => { timers.delete(timer); callback(...rest); }, delay * scale);
          timers.add(timer);
          return timer;
        };
        globalThis.clearTimeout = (timer) => { timers.delete(timer); clearTimeout(timer); };
        console.log = (text) => { if (current.isOpen) current.lines.push(String(text)); };
        const words = (error) => error instanceof Error ? (error.name === 'Error' ? error.message : error.name) : String(error);
        const close = (item) => {
          item.isOpen = false;
          for (const timer of timers) clearTimeout(timer);
          timers.clear();
        };
        const fatal = (error) => {
          if (!current.isOpen) return;
          current.ending = `uncaught ${words(error)}`;
          close(current);
        };
        process.on('unhandledRejection', fatal);
        process.on('uncaughtException', fatal);
        const turn = () => new Promise((resolve) => timers.size > 0 ? setTimeout(resolve, 2) : setImmediate(resolve));
        const isReading = () => process.getActiveResourcesInfo().some((name) => name.startsWith('FS'));
        const write = (text) => {
          const bytes = Buffer.from(text + '\\n');
          for (let start = 0; start < bytes.length;) start += writeSync(1, bytes, start);
        };
        for (let index = first; index < count; index++) {
          write(`begin ${index}`);
          const item = current = { lines: [], ending: 'ran out', isOpen: true };
          try { await import(`./c${index}/preload.mjs`); } catch { }
          await import(`./c${index}/main.mjs`);
          const becomesQuiet = async () => {
            for (let quiet = 0; quiet < 4;) {
              await turn();
              quiet = timers.size > 0 || isReading() ? 0 : quiet + 1;
            }
          };
          await becomesQuiet();
          // What never settles is given time: an engine that reads files once more, for the words of an error, is not always seen to.
          for (let round = 0; round < 8 && item.isOpen && !item.lines.some((line) => line.startsWith('= ')); round++) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            await becomesQuiet();
          }
          close(item);
          for (const line of item.lines) write(`line ${line.replaceAll('\\n', ' ')}`);
          write(`end ${item.ending.replaceAll('\\n', ' ')}`);
        }

        """
}

/// Graphs that an engine is running.
final class FuzzEngineBatch {
    private let engine: FuzzEngine
    private let folder: TemporaryFolder
    private let count: Int
    private let timeScale: Int
    private var results: [FuzzResult] = []
    private var process: ChildProcess?

    /// After so long without a word from the engine, in seconds, the graph it is at is given up.
    private static let patience = 60

    fileprivate init(engine: FuzzEngine, folder: TemporaryFolder, count: Int, timeScale: Int) {
        (self.engine, self.folder, self.count, self.timeScale) = (engine, folder, count, timeScale)
    }

    fileprivate func launch() throws(FuzzEngine.Failure) {
        process = try ChildProcess(
            engine.path, [folder.path + "/driver.mjs", "\(results.count)", "\(count)", "\(timeScale)"],
            output: folder.path + "/output", errors: folder.path + "/errors")
    }

    func finish() throws(FuzzEngine.Failure) -> [FuzzResult] {
        while true {
            guard let process else { return results }
            let isSilent = !process.wait(whileGrowing: folder.path + "/output", patienceSeconds: Self.patience)
            let hasBegun = collect()
            if results.count >= count { return results }
            let words = textLines(readText(folder.path + "/errors")).first { !$0.isEmpty && !$0.hasPrefix("#") || $0.contains("Fatal") }
            guard hasBegun else {
                throw FuzzEngine.Failure(
                    message: "\(engine.version) does not run the cases: \(words ?? "it ended with status \(process.status)")",
                    isMissing: false)
            }
            results.append(FuzzResult(lines: [], ending: .died(isSilent ? "no end" : words ?? "status \(process.status)")))
            if results.count >= count { return results }
            try launch()
        }
    }

    /// Takes what the process has written.
    ///
    /// - Returns: whether it was at a graph that it did not finish.
    private func collect() -> Bool {
        var lines: [String] = []
        var isInside = false
        for line in textLines(readText(folder.path + "/output")) {
            if line.hasPrefix("line ") {
                lines.append(String(line.dropFirst(5)))
            } else if line.hasPrefix("begin ") {
                lines = []
                isInside = true
            } else if line.hasPrefix("end ") {
                results.append(FuzzResult(lines: lines, ending: Self.ending(String(line.dropFirst(4)))))
                isInside = false
            }
        }
        return isInside
    }

    private static func ending(_ words: String) -> FuzzResult.Ending {
        words.hasPrefix("uncaught ") ? .uncaught(String(words.dropFirst("uncaught ".count))) : .ranOut
    }
}

// MARK: What the system has

/// A folder that is gone when its last user is.
private final class TemporaryFolder {
    let path: String

    init() throws(FuzzEngine.Failure) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/tla-sim-fuzz.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw FuzzEngine.Failure(message: "cannot make a folder in \(parent): \(String(cString: strerror(errno)))", isMissing: false)
        }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    func makeFolder(_ name: String) throws(FuzzEngine.Failure) {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else { throw failure(name) }
    }

    func write(_ name: String, _ text: String) throws(FuzzEngine.Failure) {
        guard let file = fopen("\(path)/\(name)", "w") else { throw failure(name) }
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw failure(name) }
    }

    private func failure(_ name: String) -> FuzzEngine.Failure {
        FuzzEngine.Failure(message: "cannot write \(path)/\(name): \(String(cString: strerror(errno)))", isMissing: false)
    }

    private static func remove(_ path: String) {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }
}

/// A process of its own, whose streams go to files: nobody has to read along.
private final class ChildProcess {
    private var identifier: pid_t = 0
    private var isRunning = true
    private(set) var status: Int32 = 0

    init(_ path: String, _ arguments: [String], output: String, errors: String) throws(FuzzEngine.Failure) {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        let error = posix_spawn(&identifier, path, &actions, nil, words, environ)
        guard error == 0 else {
            throw FuzzEngine.Failure(message: "cannot run \(path): \(String(cString: strerror(error)))", isMissing: true)
        }
    }

    deinit { if isRunning { stop() } }

    /// Waits for its end.
    ///
    /// - Returns: its status; for a process that a signal ended 128 and the signal's number.
    @discardableResult
    func wait() -> Int32 {
        poll(flags: 0)
        return status
    }

    /// Waits for its end as long as the file keeps growing.
    ///
    /// - Returns: false when it was stopped for having been silent too long.
    func wait(whileGrowing file: String, patienceSeconds: Int) -> Bool {
        var size: off_t = -1
        var silence = 0
        let interval = 5_000
        while poll(flags: WNOHANG) {
            usleep(UInt32(interval))
            var state = stat()
            if stat(file, &state) == 0, state.st_size != size {
                size = state.st_size
                silence = 0
            } else {
                silence += interval
                if silence > patienceSeconds * 1_000_000 {
                    stop()
                    return false
                }
            }
        }
        return true
    }

    /// - Returns: whether it still runs.
    @discardableResult
    private func poll(flags: Int32) -> Bool {
        var raw: Int32 = 0
        while isRunning {
            let found = waitpid(identifier, &raw, flags)
            if found == 0 { return true }
            if found < 0, errno == EINTR { continue }
            isRunning = false
            status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
        }
        return false
    }

    private func stop() {
        kill(identifier, SIGKILL)
        poll(flags: 0)
    }
}

private func readText(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func textLines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
}
