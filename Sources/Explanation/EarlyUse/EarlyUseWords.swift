import Awaits
import Diagnostics
import JavaScript
import Simulator
import Trace

/// What is said of a value that was used too early: where it comes from, how far its module was, and what to change.
struct EarlyUseWords {
    let use: EarlyUse
    let finder: EarlyUseFinder
    /// The modules that evaluate the user before themselves.
    let leading: Set<ModuleIndex>
    /// The import cycle by which the user runs before the owner, or does not wait for it.
    private(set) var cycle: Cycle?
    /// That moving would not help, since the value needs the module that uses it, or one that leads there; of a cycle.
    private(set) var obstacle: (import: ValueNeeds.Import, module: ModuleIndex)?

    init(use: EarlyUse, finder: EarlyUseFinder) {
        self.use = use
        self.finder = finder
        leading = finder.ways.leading(to: use.user)
        cycle = findCycle()
        if cycle != nil { obstacle = findObstacle() }
    }

    var trace: Trace { finder.trace }
    var ways: ImportWays { finder.ways }

    func name(_ module: ModuleIndex) -> String { trace[module].name }

    func location(_ offset: UInt32, in module: ModuleIndex) -> SourceLocation? { finder.texts.location(at: offset, in: module) }

    func location(of node: NodeID, in module: ModuleIndex) -> SourceLocation? {
        finder.read(module).flatMap { location($0.start(of: node), in: module) }
    }

    /// The value, as its own module names it.
    var value: String {
        let binding = finder.read(use.owner)?.bindings[use.binding]
        let own = binding.flatMap { $0.kind == .defaultExport ? nil : $0.name }
        if let member = use.origin.member { return "'\(own ?? "default").\(member)'" }
        return own.map { "'\($0)'" } ?? "the default export"
    }

    // MARK: All of it

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        // The hints that it has are about the same.
        problem.related = wayPlaces + reasonPlaces + [needPlace].compactMap { $0 }
        let remedies = self.remedies
        problem.suggestion = remedies.first ?? problem.suggestion
        if !remedies.isEmpty { problem.alternatives = Array(remedies.dropFirst()) }
        return remedies.map { Finding.Remedy($0) }
    }

    // MARK: The way to the user

    private var wayPlaces: [RelatedPlace] {
        var places: [RelatedPlace] = []
        if let place = callPlace { return [place] }
        if let offset = use.origin.importOffset, let location = location(offset, in: use.user) {
            let barrels = use.way.count > 1 ? ", which has it from '\(name(use.owner))'" : ""
            places.append(RelatedPlace("\(importedWords) is imported here, from '\(name(use.origin.asked))'\(barrels)", at: location))
        }
        if let copy = use.origin.copies.last, let location = location(of: copy, in: use.user) {
            places.append(RelatedPlace("its value is copied here", at: location))
        }
        return places
    }

    /// What the import binds: the value, or a namespace that has it.
    private var importedWords: String {
        guard let module = finder.read(use.user),
            let entry = module.bindings.imports.first(where: { $0.range.start == use.origin.importOffset })
        else { return "it" }
        return "'\(module.bindings[entry.binding].name)'"
    }

    /// Where it is declared without a value, and as what.
    var declarationPlace: RelatedPlace? {
        guard use.origin.member == nil, let binding = finder.read(use.owner)?.bindings[use.binding],
            let location = location(binding.range.start, in: use.owner)
        else { return nil }
        switch binding.kind {
        case .let, .var, .const: return RelatedPlace("it is a \(binding.kind) of '\(name(use.owner))', declared here", at: location)
        default: return nil
        }
    }

    // MARK: Why it is not there

    /// What is done where it gets its value.
    var given: String { use.isContent ? "filled" : "assigned" }

    private var reasonPlaces: [RelatedPlace] {
        switch use.reason {
        case .notBegun:
            guard let why = notBegun else {
                let order =
                    importsOfUncalledUser.map {
                        ": '\(name(use.user))', whose function is called, imports '\(name($0.other))' before it, and has not begun either"
                    } ?? (leading.contains(use.assigner) ? ": what it imports runs before its own code" : "")
                return valuePlaces(", and '\(name(use.assigner))' has not begun\(order)")
            }
            return valuePlaces() + [why]
        case .waits(let position):
            guard let location = finder.texts.location(of: position, in: use.assigner) else { return valuePlaces() }
            return valuePlaces() + [RelatedPlace("'\(name(use.assigner))' waits here, and has not come to that", at: location)]
        case .runs(let frame):
            guard let frame, let location = finder.texts.location(of: frame.position, in: frame.module) else {
                return valuePlaces(", and '\(name(use.assigner))' has not come to that")
            }
            return valuePlaces() + [RelatedPlace("'\(name(use.assigner))' has only come to this place", at: location)]
        case .failed: return valuePlaces(", and '\(name(use.assigner))' failed before it came to that")
        case .inFunction: return use.uncalled.map(uncalledPlaces) ?? functionPlaces
        case .copied: return valuePlaces(", which came later")
        case .furtherDown: return [declarationPlace].compactMap { $0 } + valuePlaces(", further down in the same function")
        case .takenByDefault(let variable): return defaultPlaces(of: variable)
        case .never:
            guard let location = bindingLocation else { return [] }
            return [RelatedPlace("\(value) is declared here, and nothing gives it a value", at: location)]
        }
    }

    /// An `export default` of a name has the value that this has then, and no later one.
    private func defaultPlaces(of variable: BindingID) -> [RelatedPlace] {
        guard let module = finder.read(use.owner), let export = module.declarations[use.binding]?.first,
            let taken = location(of: export, in: use.owner),
            let later = use.assignments.first.flatMap({ location(of: $0.node, in: use.owner) })
        else { return [] }
        let name = module.bindings[variable].name
        return [
            RelatedPlace("export default takes the value of '\(name)' here, once, and '\(name)' has none yet", at: taken),
            RelatedPlace("'\(name)' is assigned here", at: later),
        ]
    }

    private var bindingLocation: SourceLocation? {
        finder.read(use.owner).flatMap { location($0.bindings[use.binding].range.start, in: use.owner) }
    }

    private func valuePlaces(_ more: String = "") -> [RelatedPlace] {
        guard let first = use.assignments.first(where: { $0.functions.isEmpty }) ?? use.assignments.first,
            var location = location(of: first.node, in: use.assigner)
        else { return [] }
        let verb = use.missing == .deadZone ? "declared" : given
        if use.missing == .deadZone, let kind = finder.read(use.owner)?.bindings[use.binding].kind, kind == .const || kind == .let {
            location = bindingLocation ?? location
        }
        return [RelatedPlace("\(value) is \(verb) here\(more)", at: location)]
    }

    /// Why the module had not begun, where a cycle or a wait says it.
    private var notBegun: RelatedPlace? {
        let owner = "'\(name(use.assigner))' has not begun"
        if let cycle, cycle.holder == use.assigner {
            guard let request = requestLeadingToUser(of: use.assigner),
                let location = finder.texts.location(ofRequest: request, of: use.assigner)
            else { return nil }
            return RelatedPlace("\(owner): the import cycle \(ways.words(cycle.way)) runs '\(name(use.user))' first", at: location)
        }
        if let wait = waitingImport {
            let first =
                cycle.map {
                    ", and '\(name(use.user))' does not wait for it, because of the import cycle \(ways.words($0.way))"
                } ?? ""
            return RelatedPlace("\(owner): it waits for '\(name(wait.module))', which waits here\(first)", at: wait.location)
        }
        guard let cycle, let next = cycle.next,
            let request = ways.imports(of: cycle.holder).first(where: { $0.module == next })?.request,
            let location = finder.texts.location(ofRequest: request, of: cycle.holder)
        else { return nil }
        return RelatedPlace(
            "\(owner): '\(name(cycle.holder))' imports \(next == use.assigner ? "it" : "'\(name(next))'") here, and the import cycle "
                + "\(ways.words(cycle.way)) runs '\(name(use.user))' first", at: location)
    }

    /// The module below the owner that stands at an `await`.
    private var waitingImport: (module: ModuleIndex, location: SourceLocation)? {
        guard let moment = use.moment, moment[use.assigner] == .waitsForImports else { return nil }
        func wait(of module: ModuleIndex) -> Position? { if case .waits(let position) = moment[module] { position } else { nil } }
        guard let module = ways.first(from: use.assigner, where: { wait(of: $0) != nil }), let position = wait(of: module) else {
            return nil
        }
        return finder.texts.location(of: position, in: module).map { (module, $0) }
    }

    // MARK: The cycle

    struct Cycle {
        /// Back to its first module.
        var way: [ModuleIndex]
        /// The module through which the user asks for the value, and which imports the user: the owner, or a barrel.
        var holder: ModuleIndex
        /// What the holder imports on the way to the owner; `nil` where it is the owner.
        var next: ModuleIndex?
    }

    private func findCycle() -> Cycle? {
        let way = use.assigner == use.owner ? [use.user] + use.way : [use.user, use.assigner]
        guard let place = way.indices.dropFirst().last(where: { way[$0] != use.user && leading.contains(way[$0]) }),
            let back = ways.way(from: way[place], to: use.user),
            let start = ways.imports(of: use.user).contains(where: { $0.module == way[1] })
                ? [use.user, way[1]] : ways.way(from: use.user, to: way[1])
        else { return nil }
        let there = start + (place > 1 ? way[2...place] : [])
        return Cycle(way: back + there.dropFirst(), holder: way[place], next: place + 1 < way.count ? way[place + 1] : nil)
    }

    /// The first request by which a module leads to the user.
    func requestLeadingToUser(of module: ModuleIndex) -> Int? {
        ways.firstImport(of: module, to: use.user, leading)?.request
    }
}
