import JavaScript
import Programs
import Text

/// What a name that a module exports means. https://tc39.es/ecma262/#sec-resolveexport
public enum ResolvedExport: Hashable, Sendable {
    /// A binding that a module declares.
    case binding(ModuleNumber, BindingID)
    /// The namespace object of a module.
    case namespace(ModuleNumber)
    /// A member of what a CommonJS module exports, as a module imports it: only the run tells whether there is one.
    case member(NameID, of: ModuleNumber, for: ModuleNumber)
    /// All that a CommonJS module exports, as a module imports it.
    case object(of: ModuleNumber, for: ModuleNumber)
    /// A member of a module's own namespace object, to which its `export *` adds at run time what CommonJS has.
    case added(NameID, to: ModuleNumber)
    case ambiguous
    case missing
}

/// Finds what exported names mean, through `export … from` and `export *`.
///
/// What ResolveExport finds is the set of bindings that its walk comes to: none is missing, more than one is ambiguous. The walk goes on a list of
/// its own, so that chains may be as long as they like.
struct ExportResolver: Sendable {
    /// What a module says of a name itself.
    private enum Own {
        case local(BindingID)
        case indirect(ModuleNumber, NameID)
        case namespace(ModuleNumber)
        /// A member of what a CommonJS module exports.
        case member(NameID, of: ModuleNumber)
        /// All of a CommonJS module.
        case object(ModuleNumber)
    }

    /// By module: whether only its run tells what it exports.
    private let isCommonJS: [Bool]

    /// By module.
    private var named: [[NameID: Own]]
    /// By module: the names in the order of the text.
    private var order: [[NameID]]
    /// By module: where its `export *` lead.
    private var stars: [[ModuleNumber]]

    /// - Parameter isCommonJS: by module.
    init(_ modules: [LinkedGraph.Module?], isCommonJS: [Bool]) {
        self.isCommonJS = isCommonJS
        named = Array(repeating: [:], count: modules.count)
        order = Array(repeating: [], count: modules.count)
        stars = Array(repeating: [], count: modules.count)
        for (number, module) in modules.enumerated() {
            guard let module, !isCommonJS[number] else { continue }
            for export in module.analysed.bindings.exports {
                if case .all(let request) = export.kind { stars[number].append(module.targets[Int(request.index)]) }
                guard let name = export.exported else { continue }
                order[number].append(name)
                switch export.kind {
                case .local(let binding): named[number][name] = .local(binding)
                case .indirect(let request, let imported):
                    let target = module.targets[Int(request.index)]
                    named[number][name] = isCommonJS[Int(target)] ? .member(imported, of: target) : .indirect(target, imported)
                case .namespace(let request):
                    let target = module.targets[Int(request.index)]
                    named[number][name] = isCommonJS[Int(target)] ? .object(target) : .namespace(target)
                case .all: break
                }
            }
        }
        for number in named.indices {
            for name in order[number] { shorten(from: Place(module: ModuleNumber(number), name: name)) }
        }
    }

    /// Lets each name of a chain of `export … from` lead to the end of it, so that nobody has to walk it again.
    private mutating func shorten(from start: Place) {
        var chain: [Place] = []
        var seen: Set<Place> = []
        var place = start
        while case .indirect(let target, let imported)? = named[Int(place.module)][place.name], seen.insert(place).inserted {
            chain.append(place)
            place = Place(module: target, name: imported)
        }
        guard chain.count > 1 else { return }
        // Names that lead in a circle mean nothing: the one that leads to itself ends the walk of the others.
        for link in chain { named[Int(link.module)][link.name] = .indirect(place.module, place.name) }
    }

    /// - Parameter takesFirst: whether of an ambiguous name the meaning that the walk comes to first is taken.
    func resolve(_ name: NameID, of module: ModuleNumber, takesFirst: Bool = false) -> ResolvedExport {
        var work = Int.max
        return resolve(name, of: module, takesFirst: takesFirst, counting: &work)
    }

    /// The same, and takes one from `work` for each place that is looked at.
    func resolve(_ name: NameID, of module: ModuleNumber, takesFirst: Bool = false, counting work: inout Int) -> ResolvedExport {
        var found = ResolvedExport.missing
        var adding: ModuleNumber?
        var seen: Set<Place> = [Place(module: module, name: name)]
        var pending = [Place(module: module, name: name)]
        func add(_ resolution: ResolvedExport) {
            if takesFirst, found != .missing { return }
            found = found == .missing || found == resolution ? resolution : .ambiguous
        }
        while let place = pending.popLast() {
            work -= 1
            switch named[Int(place.module)][place.name] {
            case .local(let binding): add(.binding(place.module, binding))
            case .namespace(let target): add(.namespace(target))
            case .member(let imported, let target): add(.member(imported, of: target, for: place.module))
            case .object(let target): add(.object(of: target, for: place.module))
            case .indirect(let target, let imported):
                let next = Place(module: target, name: imported)
                if seen.insert(next).inserted { pending.append(next) }
            case nil:
                if place.name == .known(.default) { continue }
                work -= stars[Int(place.module)].count
                for target in stars[Int(place.module)].reversed() {
                    if isCommonJS[Int(target)] {
                        adding = place.module
                        continue
                    }
                    let next = Place(module: target, name: place.name)
                    if seen.insert(next).inserted { pending.append(next) }
                }
            }
        }
        if found == .missing, let adding { return .added(name, to: adding) }
        return found
    }

    /// Whether `export *` of a module adds to its namespace what only a run tells: it leads to CommonJS, maybe through others.
    func addsNames(_ module: ModuleNumber) -> Bool {
        var seen: Set<ModuleNumber> = [module]
        var pending = [module]
        while let next = pending.popLast() {
            if isCommonJS[Int(next)] { return true }
            for target in stars[Int(next)] where seen.insert(target).inserted { pending.append(target) }
        }
        return false
    }

    /// The modules of a module's `export *` that add such names to its namespace.
    func addingStars(of module: ModuleNumber) -> [ModuleNumber] {
        stars[Int(module)].isEmpty ? [] : stars[Int(module)].filter { addsNames($0) }
    }

    /// The names that a module exports, its own in the order of the text and then those of its stars; without those that are ambiguous.
    /// https://tc39.es/ecma262/#sec-getexportednames
    func names(of module: ModuleNumber) -> [NameID] { exports(of: module).map(\.name) }

    /// The same, with what they mean.
    ///
    /// - Parameter takesFirst: whether of an ambiguous name the first meaning is taken.
    /// - Complexity: linear in the number of names of the modules that its stars lead to, but for names that several of them have.
    func exports(of module: ModuleNumber, takesFirst: Bool = false) -> [(name: NameID, resolution: ResolvedExport)] {
        var found: [(name: NameID, resolution: ResolvedExport)] = []
        func add(_ name: NameID, _ resolution: ResolvedExport) {
            switch resolution {
            case .ambiguous, .missing, .added: break
            case .binding, .namespace, .member, .object: found.append((name, resolution))
            }
        }
        for name in order[Int(module)] { add(name, resolve(name, of: module, takesFirst: takesFirst)) }
        guard !stars[Int(module)].isEmpty else { return found }
        var owners: [NameID: (first: ModuleNumber, isAlone: Bool)] = [:]
        for name in order[Int(module)] { owners[name] = (module, true) }
        let own = owners.count
        var names: [NameID] = []
        var visited: Set<ModuleNumber> = [module]
        var pending = Array(stars[Int(module)].reversed())
        while let next = pending.popLast() {
            guard visited.insert(next).inserted else { continue }
            for name in order[Int(next)] where name != .known(.default) {
                if owners[name] == nil {
                    owners[name] = (next, true)
                    names.append(name)
                } else {
                    owners[name]?.isAlone = false
                }
            }
            pending += stars[Int(next)].reversed()
        }
        found.reserveCapacity(own + names.count)
        for name in names {
            guard let owner = owners[name] else { continue }
            add(name, resolve(name, of: owner.isAlone ? owner.first : module, takesFirst: takesFirst))
        }
        return found
    }

    /// How many names all modules have by their `export *`, each as often as a module has it: so many ways may be asked for.
    ///
    /// - Parameter most: no more are counted.
    func countOfStarNames(most: Int) -> Int {
        var count = 0
        for module in stars.indices where !stars[module].isEmpty {
            var visited: Set<ModuleNumber> = [ModuleNumber(module)]
            var pending = stars[module]
            while let next = pending.popLast() {
                guard visited.insert(next).inserted else { continue }
                count += 1 + order[Int(next)].count
                if count > most { return count }
                pending += stars[Int(next)]
            }
        }
        return count
    }

    private struct Place: Hashable {
        var module: ModuleNumber
        var name: NameID
    }
}
