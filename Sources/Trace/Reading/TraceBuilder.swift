import Text

/// Makes a trace of what a saved one says, piece by piece in its order, and checks each.
struct TraceBuilder {
    var trace = Trace(title: "", host: "")
    private var modules: [ExactText: ModuleIndex] = [:]
    private var agents: [ExactText: AgentIndex] = [:]
    private var sources: [ExactText: SourceIndex] = [:]
    private var texts: [ExactText: TextIndex] = [:]
    private var stacks: [TraceStack: StackIndex] = [:]
    private var causes: [JobNumber: JobCause] = [:]
    /// What is read when the names of all modules are known.
    private var head: (value: JSONValue, line: Int)?
    private var moduleValues: [(value: JSONValue, line: Int)] = []
    var line = 1

    // MARK: The parts

    mutating func readHead(_ value: JSONValue, line: Int) throws(TraceProblem) {
        self.line = line
        guard let format = value["format"]?.stringValue else {
            throw TraceProblem("this is no trace: it has no 'format'", suggestion: "write a trace with tla-sim run INPUT --format json")
        }
        guard format == traceFormatName else {
            throw problem("this is no trace: its format is '\(format)', and a trace's is '\(traceFormatName)'")
        }
        let version = try integer(value, "version", 0...Int64.max)
        guard version == Int64(traceFormatVersion) else {
            throw TraceProblem(
                "the trace has version \(version), and this tla-sim reads version \(traceFormatVersion)",
                suggestion: version > traceFormatVersion ? "use the tla-sim that wrote it, or a later one" : nil, line: line)
        }
        trace.title = try text(value, "title")
        trace.about = try optionalText(value, "about") ?? ""
        trace.host = try text(value, "host")
        trace.isOfHost = trace.host != "spec"
        if let seed = value["seed"] {
            guard case .number(let digits) = seed, let number = UInt64(digits) else { throw problem("'seed' must be a whole number") }
            trace.seed = number
        }
        trace.bundler = try optionalText(value, "bundler")
        trace.document = try optionalText(value, "document")
        trace.hasStates = try flag(value, "states")
        head = (value, line)
    }

    mutating func addModule(_ value: JSONValue, line: Int) throws(TraceProblem) {
        self.line = line
        let name = try text(value, "name")
        let kind = try text(value, "kind")
        guard let known = TraceModule.Kind(rawValue: kind) else { throw problem("there is no 'kind' of module '\(kind)'") }
        guard trace.modules.count < Int(Int32.max), modules[ExactText(name)] == nil else {
            throw problem("two modules have the name '\(name)'")
        }
        modules[ExactText(name)] = ModuleIndex(trace.modules.count)
        trace.modules.append(TraceModule(name: name, kind: known))
        moduleValues.append((value, line))
    }

    /// The names of all modules are known: what names them is read.
    mutating func endModules() throws(TraceProblem) {
        guard let (value, line) = head else { return }
        self.line = line
        try readAgents(value)
        try readSources(value)
        for entry in try elements(value, "entries") {
            guard let name = entry.stringValue, let module = modules[ExactText(name)] else { throw problem("'entries' names no module") }
            trace.entries.append(module)
        }
        for (index, module) in moduleValues.enumerated() {
            self.line = module.line
            try readModule(module.value, index)
        }
        moduleValues = []
        try readTexts(value)
    }

    private mutating func readAgents(_ value: JSONValue) throws(TraceProblem) {
        for agent in try elements(value, "agents") {
            let name = try text(agent, "name")
            guard trace.agents.count < Int(UInt16.max), agents[ExactText(name)] == nil else {
                throw problem("two agents have the name '\(name)', or there are too many")
            }
            let kind = try text(agent, "kind")
            guard let known = TraceAgent.Kind(rawValue: kind) else { throw problem("there is no 'kind' of agent '\(kind)'") }
            var parent: AgentIndex?
            if let name = try optionalText(agent, "startedBy") {
                parent = agents[ExactText(name)]
                if parent == nil { throw problem("an agent is started by '\(name)', which is none before it") }
            }
            agents[ExactText(name)] = AgentIndex(trace.agents.count)
            trace.agents.append(TraceAgent(name: name, kind: known, startedBy: parent))
        }
    }

    private mutating func readSources(_ value: JSONValue) throws(TraceProblem) {
        let list = try elements(value, "sources")
        for source in list {
            let name = try text(source, "name")
            guard sources[ExactText(name)] == nil else { throw problem("two of 'sources' have the name '\(name)'") }
            sources[ExactText(name)] = SourceIndex(rawValue: Int32(trace.sources.count))
            var made = TraceSource(name: name, chunk: try optionalText(source, "chunk"))
            made.hasTLA = try flag(source, "hasTLA")
            made.kind = try optionalText(source, "kind").flatMap { TraceModule.Kind(rawValue: $0) } ?? .source
            if try flag(source, "isEntry") {
                trace.sourceEntries.append(SourceIndex(rawValue: Int32(trace.sources.count)))
            }
            trace.sources.append(made)
        }
        for (index, source) in list.enumerated() {
            for request in try elements(source, "requests") {
                let name = try optionalText(request, "source")
                let target = name.flatMap { sources[ExactText($0)] }.map { ModuleIndex(rawValue: $0.rawValue) }
                trace.sources[index].requests.append(
                    TraceModule.Request(specifier: try text(request, "specifier"), module: target, phase: try phase(request)))
            }
        }
    }

    private mutating func readModule(_ value: JSONValue, _ index: Int) throws(TraceProblem) {
        if let name = try optionalText(value, "agent") {
            guard let agent = agents[ExactText(name)] else { throw problem("there is no agent '\(name)'") }
            trace.modules[index].agent = agent
        }
        trace.modules[index].hasTLA = try boolean(value, "hasTLA")
        for request in try elements(value, "requests") {
            var made = TraceModule.Request(
                specifier: try text(request, "specifier"), module: try module(request, "module"), phase: try phase(request))
            if request["line"] != nil { made.position = try position(request) }
            for name in try elements(request, "names") {
                guard let name = name.stringValue else { throw problem("'names' must hold texts") }
                made.names.append(name)
            }
            made.nameCount = made.names.count
            trace.modules[index].requests.append(made)
        }
        trace.modules[index].cycleRoot = try module(value, "cycleRoot")
        let status = try text(value, "status")
        guard let known = ModuleStatus(rawValue: status) else { throw problem("there is no 'status' '\(status)'") }
        trace.modules[index].status = known
        trace.modules[index].pendingAsyncDependencies = try optionalInteger(value, "pendingAsyncDependencies", 0...Int64(Int32.max))
            .map { Int($0) }
        for name in try elements(value, "pendingDependencies") {
            guard let other = name.stringValue.flatMap({ modules[ExactText($0)] }) else {
                throw problem("'pendingDependencies' names no module")
            }
            trace.modules[index].pendingDependencies.append(other)
        }
        trace.modules[index].error = try optionalText(value, "error")
    }

    private func phase(_ request: JSONValue) throws(TraceProblem) -> TraceModule.Request.Phase {
        let phase = try optionalText(request, "phase") ?? "evaluation"
        guard let known = TraceModule.Request.Phase(rawValue: phase) else { throw problem("there is no 'phase' '\(phase)'") }
        return known
    }

    /// The texts of the modules, where they were saved.
    private mutating func readTexts(_ value: JSONValue) throws(TraceProblem) {
        let list = try elements(value, "texts")
        guard !list.isEmpty else { return }
        let count = trace.sources.isEmpty ? trace.modules.count : trace.sources.count
        trace.moduleTexts = Array(repeating: nil, count: count)
        for item in list {
            let name = try text(item, "module")
            let place =
                trace.sources.isEmpty
                ? modules[ExactText(name)].map { Int($0.rawValue) } : sources[ExactText(name)].map { Int($0.rawValue) }
            guard let place else { throw problem("'texts' has a text of '\(name)', which is no module") }
            var lines: [Int] = []
            for number in try elements(item, "lines") { lines.append(Int(try wholeNumber(number, "lines", 1...Int64(Int32.max)))) }
            var columns: [Int?] = []
            for number in try elements(item, "columns") {
                columns.append(number == .null ? nil : Int(try wholeNumber(number, "columns", 1...Int64(Int32.max))))
            }
            guard let made = TraceText(try text(item, "text"), lines: lines, columns: columns) else {
                throw problem("'lines' and 'columns' of the text of '\(name)' must have a number for each of its rows")
            }
            trace.moduleTexts[place] = made
        }
    }

    mutating func addLine(_ value: JSONValue, line: Int, isEvent: Bool = false) throws(TraceProblem) {
        self.line = line
        let stream = try text(value, "stream")
        guard let known = ConsoleLine.Stream(rawValue: stream) else { throw problem("there is no 'stream' '\(stream)'") }
        var printed = ConsoleLine(
            time: try time(value, "timeNanoseconds"), turn: try number(value, "turn"), job: JobNumber(rawValue: try number(value, "job")),
            module: try module(value, "module"), method: try text(value, "method"), stream: known, text: try text(value, "text"))
        printed.source = try source(value)
        if let last = trace.console.last, last.time > printed.time, trace.agents.isEmpty { throw problem("the time goes back") }
        trace.console.append(printed)
        guard isEvent else { return }
        try append(
            Event(
                time: printed.time, turn: printed.turn, job: printed.job, module: printed.module,
                kind: .console(line: Int32(trace.console.count - 1))))
    }

    mutating func addEvent(_ value: JSONValue, line: Int) throws(TraceProblem) {
        self.line = line
        let name = try text(value, "kind")
        let job = JobNumber(rawValue: try number(value, "job"))
        guard let kind = try kind(name, value) else { return }
        var event = Event(
            time: try time(value, "timeNanoseconds"), turn: try number(value, "turn"), job: job, module: try module(value, "module"),
            kind: kind)
        if let name = try optionalText(value, "agent") {
            guard let agent = agents[ExactText(name)] else { throw problem("there is no agent '\(name)'") }
            event.agent = agent
        }
        try append(event)
    }

    private mutating func append(_ event: Event) throws(TraceProblem) {
        guard trace.events.count < Trace.eventReadingLimit else {
            trace.isTruncated = true
            return
        }
        if let last = trace.events.last, last.time > event.time, trace.agents.isEmpty { throw problem("the time goes back") }
        trace.events.append(event)
    }

    mutating func finish() throws(TraceProblem) -> Trace {
        trace.jobCauses = causes.values.sorted { $0.job < $1.job }
        return trace
    }

    // MARK: What stands for what

    mutating func textIndex(_ string: String) throws(TraceProblem) -> TextIndex {
        if let known = texts[ExactText(string)] { return known }
        guard trace.texts.count < Int(Int32.max) else { throw problem("there are too many texts") }
        let index = TextIndex(rawValue: Int32(trace.texts.count))
        trace.texts.append(string)
        texts[ExactText(string)] = index
        return index
    }

    mutating func stack(_ value: JSONValue) throws(TraceProblem) -> StackIndex {
        var index = StackIndex.none
        for frame in try elements(value, "frames").prefix(Trace.stackLimit) {
            let name = try optionalText(frame, "function")
            let made = TraceStack(
                below: index,
                frame: TraceFrame(
                    function: try textIndex(name ?? ""), isBody: name == nil, module: try module(frame, "module"),
                    position: frame["line"] == nil ? nil : try position(frame)))
            if let known = stacks[made] {
                index = known
            } else {
                index = StackIndex(rawValue: Int32(trace.stacks.count))
                trace.stacks.append(made)
                stacks[made] = index
            }
        }
        return index
    }

    mutating func note(_ cause: JobCause) { if causes[cause.job] == nil { causes[cause.job] = cause } }

    // MARK: Members

    func problem(_ message: String) -> TraceProblem { TraceProblem(message, line: line) }

    func text(_ value: JSONValue, _ key: String) throws(TraceProblem) -> String {
        guard let text = value[key]?.stringValue else { throw problem("'\(key)' must be a text") }
        return text
    }

    /// `nil` for `null`, and for a member that is missing.
    func optionalText(_ value: JSONValue, _ key: String) throws(TraceProblem) -> String? {
        guard let member = value[key], member != .null else { return nil }
        guard let text = member.stringValue else { throw problem("'\(key)' must be a text or null") }
        return text
    }

    func boolean(_ value: JSONValue, _ key: String) throws(TraceProblem) -> Bool {
        guard case .bool(let flag)? = value[key] else { throw problem("'\(key)' must be true or false") }
        return flag
    }

    /// False where it is missing.
    func flag(_ value: JSONValue, _ key: String) throws(TraceProblem) -> Bool { value[key] == nil ? false : try boolean(value, key) }

    func elements(_ value: JSONValue, _ key: String) throws(TraceProblem) -> [JSONValue] {
        guard let member = value[key], member != .null else { return [] }
        guard case .array(let elements) = member else { throw problem("'\(key)' must be an array") }
        return elements
    }

    func wholeNumber(_ value: JSONValue, _ key: String, _ range: ClosedRange<Int64>) throws(TraceProblem) -> Int64 {
        guard case .number(let digits) = value, let number = Int64(digits), range.contains(number) else {
            throw problem("'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func integer(_ value: JSONValue, _ key: String, _ range: ClosedRange<Int64>) throws(TraceProblem) -> Int64 {
        try wholeNumber(value[key] ?? .null, key, range)
    }

    func optionalInteger(_ value: JSONValue, _ key: String, _ range: ClosedRange<Int64>) throws(TraceProblem) -> Int64? {
        guard let member = value[key], member != .null else { return nil }
        return try wholeNumber(member, key, range)
    }

    /// A number of something that is counted.
    func number(_ value: JSONValue, _ key: String) throws(TraceProblem) -> Int32 { Int32(try integer(value, key, 0...Int64(Int32.max))) }

    /// Virtual time, nanoseconds.
    func time(_ value: JSONValue, _ key: String) throws(TraceProblem) -> Int64 { try integer(value, key, 0...Int64.max) }

    /// `nil` for `null`, and for a member that is missing.
    func module(_ value: JSONValue, _ key: String) throws(TraceProblem) -> ModuleIndex? {
        guard let name = try optionalText(value, key) else { return nil }
        guard let module = modules[ExactText(name)] else { throw problem("'\(key)' names '\(name)', which is no module of the trace") }
        return module
    }

    func requiredModule(_ value: JSONValue, _ key: String) throws(TraceProblem) -> ModuleIndex {
        guard let module = try module(value, key) else { throw problem("'\(key)' must name a module") }
        return module
    }

    func agent(_ value: JSONValue, _ key: String) throws(TraceProblem) -> AgentIndex {
        guard let agent = agents[ExactText(try text(value, key))] else { throw problem("'\(key)' names no agent") }
        return agent
    }

    func source(_ value: JSONValue) throws(TraceProblem) -> SourceIndex {
        guard let name = try optionalText(value, "source") else { return .none }
        guard let source = sources[ExactText(name)] else { throw problem("'source' names '\(name)', which is none of 'sources'") }
        return source
    }

    func position(_ value: JSONValue) throws(TraceProblem) -> Position {
        Position(
            line: Int32(try integer(value, "line", 1...Int64(Int32.max))),
            column: Int32(try integer(value, "column", 1...Int64(Int32.max))),
            source: try source(value))
    }
}
