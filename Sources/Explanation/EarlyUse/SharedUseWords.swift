import Diagnostics
import JavaScript
import Trace

/// What is said of a shared name that was read too early: who sets it, why that comes later, and what to change.
struct SharedUseWords {
    let use: SharedUse
    let finder: EarlyUseFinder
    /// The modules that evaluate the user before themselves.
    let leading: Set<ModuleIndex>

    init(_ use: SharedUse, _ finder: EarlyUseFinder) {
        self.use = use
        self.finder = finder
        leading = finder.ways.leading(to: use.user)
    }

    private var trace: Trace { finder.trace }
    private func name(_ module: ModuleIndex) -> String { trace[module].name }
    private var late: String { "'\(name(use.late))'" }

    var value: String {
        switch use.name {
        case .global(let name): "'\(name)'"
        case .environment(let name): "process.env.\(name)"
        case .method(let name), .entry(let name): "'\(name)'"
        case .captured(let name): name
        }
    }

    private var functionName: String? {
        use.function.flatMap { function in finder.read(use.setter).map { $0.bindings[function.binding].name } }
    }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        problem.related = places
        return problem.suggest(remedies)
    }

    // MARK: Why

    private var places: [RelatedPlace] {
        var places: [RelatedPlace] = []
        if let (module, node) = use.reading, let location = location(of: node, in: module) {
            places.append(RelatedPlace("\(value) has no value yet, and is read here", at: location))
        }
        guard let setting = location(of: use.setting.node, in: use.setter) else { return places }
        if let functionName, let call = use.function?.call, let location = location(of: call.node, in: call.module) {
            places.append(RelatedPlace("\(value) \(verb) here, in '\(functionName)'", at: setting))
            places.append(RelatedPlace("'\(functionName)' is called here\(why)", at: location))
        } else {
            places.append(RelatedPlace("\(value) \(verb) here\(why)", at: setting))
        }
        return places + [standing, order].compactMap { $0 }
    }

    /// Whether what is kept is of the environment, where nothing was before.
    var isSet: Bool {
        if case .captured(let name) = use.name { return name.hasPrefix("process.env.") }
        return true
    }

    private var verb: String {
        if case .entry = use.name { return "is registered" }
        if case .captured = use.name { return isSet ? "is set" : "is replaced" }
        return use.isSeen || !finder.isUncertain(use) ? "is set" : "may be set"
    }

    private var why: String {
        switch use.state {
        case .notBegun, .waitsForImports:
            leading.contains(use.late)
                ? ", and \(late) has not begun: what it imports runs before its own code" : ", and \(late) has not begun"
        default: ""
        }
    }

    /// Where the late module waits.
    private var standing: RelatedPlace? {
        guard case .waits(let position) = use.state, let location = finder.texts.location(of: position, in: use.late) else { return nil }
        return RelatedPlace("\(late) waits here, and has not come to that", at: location)
    }

    /// The import of the late module that stands behind the one by which the user runs.
    private var order: RelatedPlace? {
        guard let (importer, later, earlier) = siblings, let location = finder.texts.location(ofRequest: later, of: importer),
            let first = trace[importer].requests[earlier].module
        else { return nil }
        return RelatedPlace("'\(name(importer))' imports it here, behind '\(name(first))'", at: location)
    }

    /// A module that imports the late one, and before it what the user is or is in.
    private var siblings: (importer: ModuleIndex, later: Int, earlier: Int)? {
        guard case .notBegun = use.state, !leading.contains(use.late) else { return nil }
        for importer in finder.searched {
            guard let later = finder.ways.imports(of: importer).first(where: { $0.module == use.late })?.request,
                let earlier = finder.ways.firstImport(of: importer, to: use.user, leading)?.request, earlier < later
            else { continue }
            return (importer, later, earlier)
        }
        return nil
    }

    // MARK: What to change

    private var isKept: Bool { if case .captured = use.name { true } else { false } }

    private var remedies: [String] {
        let later =
            isKept
            ? "take \(value) in the functions that use it, and not at the top level" : "read \(value) in a function that is called later"
        let user = name(use.user)
        let act = functionName.map { "call \($0)()" } ?? "\(isSet ? "set" : "replace") \(value)"
        if use.function?.isAsync == true, leading.contains(use.late), standing == nil {
            return [
                "await \(functionName ?? "that function")() in a module of its own, which \(user) imports: it waits for that, and not for what stands beside it",
                later,
            ]
        }
        if leading.contains(use.late), standing == nil {
            let first = finder.ways.firstImport(of: use.late, to: use.user, leading)?.module ?? use.user
            return ["\(act) in a module of its own, which \(name(use.late)) imports before '\(name(first))'", later]
        }
        // What an `import()` asks for runs when the module that calls it has come to the call.
        let isImported = finder.trace.entries.contains { $0 == use.user || leading.contains($0) }
        guard isImported, use.late == use.setter else {
            return ["in \(name(use.late)), \(act) before '\(user)' is asked for", later]
        }
        let own = "in \(user), import '\(finder.specifier(of: use.late, in: use.user))' too: then that comes before it"
        guard let (importer, _, earlier) = siblings, let first = trace[importer].requests[earlier].module else { return [own, later] }
        return ["in \(name(importer)), put the import of '\(name(use.late))' before that of '\(name(first))'", own]
    }

    private func location(of node: NodeID, in module: ModuleIndex) -> SourceLocation? {
        finder.read(module).flatMap { finder.texts.location(at: $0.start(of: node), in: module) }
    }
}
