import Diagnostics

/// What a scenario expects of its run.
public struct Expectations: Sendable {
    public var base: Expectation
    /// What differs on a host, in document order.
    public var hosts: [Override]
    /// What differs in a bundler's output, in document order.
    public var bundlers: [Bundled]

    public init(base: Expectation = Expectation(), hosts: [Override] = [], bundlers: [Bundled] = []) {
        self.base = base
        self.hosts = hosts
        self.bundlers = bundlers
    }

    public struct Override: Sendable {
        public var name: String
        public var expectation: Expectation
        public var location: SourceLocation
    }

    /// What a bundler's output must show. Whether there is a bundler of that name, those judge who know them.
    public struct Bundled: Sendable {
        public var name: String
        /// Whether chunks are made; `nil` for what the bundler does by itself.
        public var isSplitting: Bool?
        /// Modules that go into a chunk together.
        public var chunks: [Chunk] = []
        /// The form of the output by its name, such as `iife`; `nil` for the bundler's own.
        public var format: String?
        public var expectation: Expectation
        /// Where the name stands, and the key path of what is expected.
        public var location: SourceLocation
        public var keyPath: String

        public struct Chunk: Hashable, Sendable {
            public var name: String
            public var modules: [String]

            public init(name: String, modules: [String]) {
                self.name = name
                self.modules = modules
            }
        }

        public init(name: String, expectation: Expectation, location: SourceLocation, keyPath: String) {
            self.name = name
            self.expectation = expectation
            self.location = location
            self.keyPath = keyPath
        }
    }

    /// What is expected of a bundler's output on a host: what holds of the program on that host, and over it what is said of the bundler. Where the
    /// bundler is expected to refuse, nothing runs, and nothing else is expected but what is said of it. The modules of the output have other names,
    /// so their order is not compared.
    public func expectation(of bundled: Bundled, onHost host: String) -> Expectation {
        if case .buildError? = bundled.expectation.outcome?.value { return bundled.expectation }
        var result = expectation(forHost: host)
        result.evaluated = nil
        result.overlay(bundled.expectation)
        return result
    }

    /// What is expected on a host: for `node@20` the base, over it what is said of `node`, over that what is said of
    /// `node@20`. A host with all files read before, `node@20+loaded`, comes after the host itself.
    public func expectation(forHost host: String) -> Expectation {
        // `node@20+loaded` is `node@20` too, and that is `node`.
        let ends = host.indices.filter { host[$0] == "@" || host[$0] == "+" }
        var result = base
        for name in ends.map({ String(host[..<$0]) }) + [host] {
            for entry in hosts where entry.name == name { result.overlay(entry.expectation) }
        }
        return result
    }
}

/// Expectations that can be compared with one run; `nil` where nothing is expected.
public struct Expectation: Sendable {
    /// Something expected, with its place and key path.
    public struct Stated<Value: Sendable>: Sendable {
        public var value: Value
        public var location: SourceLocation
        public var keyPath: String
    }

    public enum Outcome: Hashable, Sendable {
        case fulfilled
        case unsettled
        /// With this error as the host prints it, such as `Error: boom`; any when `nil`.
        case rejected(String?)
        /// With a message that contains this text; any when `nil`.
        case linkError(String?)
        case loadError(String?)
        case blocked(String?)
        /// With what keeps the process alive described by a text that contains this one; any when `nil`.
        case running(String?)
        /// With this status; any when `nil`.
        case exited(String?)
        /// It does not come to a run: the bundler refuses, with a message that contains this text; any when `nil`.
        case buildError(String?)
    }

    /// An answer to a request; `nil` where nothing is expected.
    public struct Response: Hashable, Sendable {
        public var status: Int?
        public var text: String?
        public var at: VirtualDuration?
        /// How the error begins that was the end of the request.
        public var error: String?

        public init(status: Int? = nil, text: String? = nil, at: VirtualDuration? = nil, error: String? = nil) {
            self.status = status
            self.text = text
            self.at = at
            self.error = error
        }
    }

    /// A console line and the times at which it is printed.
    public struct LineTimes: Hashable, Sendable {
        public var line: String
        public var times: [VirtualDuration]
        /// False when one time was given: that of the first such line, however many there are.
        public var areAll: Bool
    }

    /// The console lines in order.
    public var trace: Stated<[String]>?
    public var outcome: Stated<Outcome>?
    public var duration: Stated<VirtualDuration>?
    public var at: [Stated<LineTimes>]?
    /// Lists of console lines of which each is first printed before the next.
    public var before: [Stated<[String]>]?
    /// The modules in the order in which their bodies start.
    public var evaluated: Stated<[String]>?
    /// What the requests are answered with, in their order.
    public var responses: Stated<[Response]>?

    public init() {}

    /// Whether nothing is expected.
    public var isEmpty: Bool {
        trace == nil && outcome == nil && duration == nil && at == nil && before == nil && evaluated == nil
            && responses == nil
    }

    /// Replaces what `other` states.
    mutating func overlay(_ other: Expectation) {
        if let trace = other.trace { self.trace = trace }
        if let outcome = other.outcome { self.outcome = outcome }
        if let duration = other.duration { self.duration = duration }
        if let at = other.at { self.at = at }
        if let before = other.before { self.before = before }
        if let evaluated = other.evaluated { self.evaluated = evaluated }
        if let responses = other.responses { self.responses = responses }
    }
}
