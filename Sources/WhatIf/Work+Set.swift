import Awaits
import Diagnostics
import JavaScript
import Programs
import Text

/// `--set config.mjs=100ms`
extension Work {
    mutating func set(_ subject: String, _ time: Int64, _ change: Change) throws(Diagnostic) {
        for (prefix, what) in [("load:", "arrives"), ("parse:", "is parsed")] where subject.hasPrefix(prefix) {
            let number = try module(String(subject.dropFirst(prefix.count)), change)
            try claim(prefix == "load:" ? .load(number) : .parse(number), change)
            var times = result.program.times
            if prefix == "load:" { times.loads[graph[number].key] = time } else { times.parses[graph[number].key] = time }
            result.program = result.program.with(times: times)
            result.done.append("\(name(number)) \(what) in \(durationText(time))")
            return
        }
        if try setResource(subject, time, change) { return }
        let (name, numbers) = ChangeText.place(subject)
        if let line = numbers.first, !graph.modules.contains(where: { $0.name == subject }) {
            try setAwaits(of: try module(name, change), line, numbers.count > 1 ? numbers[1] : nil, time, change)
        } else {
            try setModule(try module(subject, change), time, change)
        }
    }

    /// - Returns: whether the subject is a URL.
    private mutating func setResource(_ url: String, _ time: Int64, _ change: Change) throws(Diagnostic) -> Bool {
        let known = program.scenario?.resources.map(\.url) ?? []
        guard known.contains(where: { ExactText($0) == ExactText(url) }) else {
            guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return false }
            let hint = nearestName(to: url, among: known.prefix(20_000), within: 12).map { "did you mean '\($0)'?" }
            throw problem(
                change, "there is no resource '\(url)'",
                hint
                    ?? (known.isEmpty
                        ? "what fetch() finds stands under 'resources' in a scenario; of a module set the await: --set main.mjs:3=0ms"
                        : "the resources are \(list(known))"))
        }
        try claim(.resource(ExactText(url)), change)
        var times = result.program.times
        times.resources[ExactText(url)] = time
        result.program = result.program.with(times: times)
        result.done.append("the answer of \(url) takes \(durationText(time))")
        return true
    }

    private mutating func addWait(_ time: Int64, isTogether: Bool, _ number: ModuleNumber, _ change: Change) -> Int {
        var times = result.program.times
        times.waits.append(.init(nanoseconds: time, isTogether: isTogether))
        result.program = result.program.with(times: times)
        result.setWaits.append((change, name(number)))
        return times.waits.count - 1
    }

    /// The awaits of a line, wherever they are: each takes so long.
    private mutating func setAwaits(of number: ModuleNumber, _ line: Int, _ column: Int?, _ time: Int64, _ change: Change)
        throws(Diagnostic)
    {
        let module = try analysed(number, change)
        try requireFreeName(module, change)
        let tree = module.tree
        let places = Places(module)
        func isAwait(_ node: NodeID) -> Bool { if case .await = tree[node] { true } else { false } }
        let found = places.nodes(atLine: line, column: column, where: isAwait)
        guard !found.isEmpty else {
            throw problem(change, "there is no await in line \(line) of '\(name(number))'", places.hint(where: isAwait))
        }
        let parents = ParentTable(of: tree)
        for node in found {
            let place = module.source.location(at: tree.range(of: node).start)
            try claim(.await(file: place.file, line: place.line, column: place.column), change)
            if parents.function(around: node, in: tree) == nil, let earlier = settings.addSingle(of: number, change) {
                throw twice(earlier, change)
            }
        }
        var rewriting = Rewriting(of: module)
        let wait = addWait(time, isTogether: false, number, change)
        for node in found {
            guard case .await(let operand) = tree[node] else { continue }
            if holdsYield(operand, tree) { throw located(problem(change, "there is a yield in what it waits for"), node, module) }
            rewriting.replace(operand, with: waiting(wait, operand, module), as: .member)
        }
        replace(number, by: rewriting.printed(as: module.source.name))
        result.done.append(
            "\(name(number)):\(line): \(found.count == 1 ? "the await takes" : "each of \(found.count) awaits takes") \(durationText(time))"
        )
    }

    /// All awaits of the top level: they take so long together.
    private mutating func setModule(_ number: ModuleNumber, _ time: Int64, _ change: Change) throws(Diagnostic) {
        let module = try analysed(number, change)
        try requireFreeName(module, change)
        let tree = module.tree
        let awaits = TopLevelAwaits(of: module).awaits
        guard !awaits.isEmpty else {
            throw problem(
                change, "'\(name(number))' awaits nothing at its top level",
                "to set the time that it takes to load, write --set load:\(name(number))=\(ChangeText.duration(time))")
        }
        try claim(.topLevel(number), change)
        if let earlier = settings.single(of: number) { throw twice(earlier, change) }
        var rewriting = Rewriting(of: module)
        let setNumber = addWait(time, isTogether: true, number, change)
        var isSet = false
        for wait in awaits {
            switch wait.form {
            case .operand(let node):
                guard case .await(let operand) = tree[node] else { continue }
                rewriting.replace(operand, with: waiting(setNumber, operand, module), as: .member)
            case .expression(let value):
                rewriting.replace(
                    value, with: "await \(ProgramTimes.functionName)(\(String(setNumber)), async () => (\(value)))", as: .unary)
            case .statement(let item):
                rewriting.replace(item, with: "await \(ProgramTimes.functionName)(\(String(setNumber)), async () => { \(item) });")
            case .fixed:
                guard let node = wait.node, case .await(let operand) = tree[node] else { continue }
                rewriting.replace(operand, with: waiting(setNumber, operand, module), as: .member)
            }
            isSet = true
        }
        guard isSet else {
            throw problem(change, "the awaits of '\(name(number))' stand in declarations that cannot be set", "set one by its line")
        }
        replace(number, by: rewriting.printed(as: module.source.name))
        result.done.append(
            "\(name(number)): \(awaits.count == 1 ? "its await takes" : "its \(awaits.count) awaits take") \(durationText(time))\(awaits.count == 1 ? "" : " together")"
        )
    }

    private func waiting(_ wait: Int, _ operand: NodeID, _ module: AnalysedModule) -> Fragment {
        let isAsync = module.tree.holds(operand, where: \.isWait)
        let call: Fragment = "\(ProgramTimes.functionName)(\(String(wait)), \(isAsync ? "async " : "")() => (\(operand, as: .expression)))"
        return call.standing(for: operand, of: module)
    }

    private func requireFreeName(_ module: AnalysedModule, _ change: Change) throws(Diagnostic) {
        let taken = module.bindings.all.contains { $0.name == ProgramTimes.functionName }
        let isOwn = result.program.times.waits.isEmpty && module.bindings.freeNames.contains(ProgramTimes.functionName)
        guard taken || isOwn else { return }
        throw problem(change, "the module uses the name \(ProgramTimes.functionName), which marks waits here", "rename it")
    }

    private func holdsYield(_ root: NodeID, _ tree: SyntaxTree) -> Bool {
        tree.holds(root) { if case .yield = $0 { true } else { false } }
    }
}
