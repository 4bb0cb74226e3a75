/// What a host adds to ECMA-262, as data.
///
/// One file a host, which reads like a table: what was measured, on which version, and where. The machine asks for a rule where it matters and
/// never which host it is, so that another host is another file, and an entry in ``all``.
public struct HostProfile: Sendable, Equatable {
    /// As `--host` names it.
    public var name: String
    /// One line for help texts.
    public var summary: String
    /// Which engine this was measured on, or what it was read from.
    public var evidence: String
    /// Whether it is a host, which says things of its own when a run ends; ECMA-262 alone says nothing.
    public var isHost = true
    /// The engines that it stands for; `nil` for none.
    public var engine: EngineRange?

    /// How it reads the documents of pages; `nil` where it reads none.
    public var page: PageRules?
    package var loop: LoopRule
    package var entries: EntryRule
    package var imports: ImportRule
    package var reading = ReadingRule.beforehand
    /// Whether it prints modules anew before it runs them, which drops an `await` that cannot run.
    package var transpiles = false
    /// Whether it compiles TypeScript, such as an `enum`; Node.js takes out types and no more.
    package var compilesTypeScript = false
    package var rejections: RejectionRules
    package var timers: TimerRules
    package var globals: HostGlobals
    package var console = ConsoleRules()
    package var chance = ChanceRules()
    package var words: HostWords
    /// For a host that evaluates a script in isolates, and answers requests with what it exports.
    package var isolates: IsolateRules?
    /// Whether a name that an export takes from elsewhere and that leads back to that export is an error, also where an `export *` beside
    /// has it, as in V8 up to 13.6.
    package var refusesCyclicNames = false
    /// Whether a module that defers another one does not wait for what of that graph has begun, and whether it is the member of a cycle, and
    /// not its root, that says at a touch if it is done: as in V8 15.0. By the proposal's text what awaits is waited for, and the root says.
    package var defersWhatHasBegun = false
    /// Whether what `finally` gives settles with what its function gives, and not two jobs later, as in JavaScriptCore.
    package var finallySettlesAtOnce = false
    /// `nil` where there is no CommonJS, as in pages.
    package var commonJS: CommonJSRules?
    public var exit: ExitRules
    /// Of a host that has `node:worker_threads`.
    package var threads: ThreadRules?
    /// What the host does with files of other kinds that are imported.
    package var otherFiles = OtherFiles.read
    /// What the host does with WebAssembly modules.
    package var wasm = WasmRule.evaluated(importsByName: true)

    /// The profiles, in the order in which help lists them.
    public static let all: [HostProfile] = [spec, node, node20, deno, bun, browser, chromium, firefox, safari, workers]

    /// Further names of profiles.
    private static let aliases = ["node@24": "node"]

    /// The profile of that name, or `nil`.
    public static func named(_ name: String) -> HostProfile? {
        let plain = plainName(name)
        let host = all.first { $0.name == aliases[plain] ?? plain }
        return plain == name ? host : host?.loaded
    }

    /// The profile that stands for an engine, or `nil`.
    ///
    /// - Parameters:
    ///   - engine: its name, as `--engine` takes it: `node`.
    ///   - majorVersion: 24 of `24.19.0`.
    public static func standing(for engine: String, majorVersion: Int) -> HostProfile? {
        all.first { $0.engine.map { $0.name == engine && $0.majorVersions.contains(majorVersion) } ?? false }
    }
}

/// Engines of one kind, by their versions.
public struct EngineRange: Sendable, Equatable {
    public var name: String
    public var majorVersions: ClosedRange<Int>

    init(_ name: String, _ majorVersions: ClosedRange<Int> = 0...Int.max) {
        self.name = name
        self.majorVersions = majorVersions
    }
}
