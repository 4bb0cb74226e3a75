import JavaScript
import Programs

/// What a name that a module exports means, as far as the modules are there. https://tc39.es/ecma262/#sec-resolveexport
enum ExportMeaning: Hashable, Sendable {
    case binding(BindingPlace)
    case namespace(ModuleNumber)
    /// A module that is not in the graph would have to be asked.
    case outside
    case ambiguous
    case missing
}

/// Finds what exported names mean, through `export … from` and `export *`, in a graph that may lack modules.
struct ExportNames {
    private enum Own {
        case local(BindingID)
        case indirect(ModuleNumber?, String)
        case namespace(ModuleNumber?)
    }

    private struct Place: Hashable {
        var module: ModuleNumber
        var name: String
    }

    private struct Table {
        var named: [String: Own] = [:]
        /// `nil` for a module that is not there.
        var stars: [ModuleNumber?] = []
    }

    private let graph: LintedGraph
    private var tables: [ModuleNumber: Table] = [:]
    private var known: [Place: ExportMeaning] = [:]
    /// How many places one name may lead through.
    private static let longest = 10_000

    init(_ graph: LintedGraph) { self.graph = graph }

    private mutating func table(of module: ModuleNumber) -> Table? {
        if let table = tables[module] { return table }
        guard let code = graph.analysed(module) else { return nil }
        var table = Table()
        let requests = graph[module].requests
        for export in code.bindings.exports {
            if case .all(let request) = export.kind, export.exported == nil { table.stars.append(requests[Int(request.index)].target) }
            guard let name = export.exported.map(code.text) else { continue }
            switch export.kind {
            case .local(let binding): table.named[name] = .local(binding)
            case .indirect(let request, let imported):
                table.named[name] = .indirect(requests[Int(request.index)].target, code.text(imported))
            case .namespace(let request): table.named[name] = .namespace(requests[Int(request.index)].target)
            case .all: break
            }
        }
        tables[module] = table
        return table
    }

    mutating func meaning(of name: String, in module: ModuleNumber) -> ExportMeaning {
        let start = Place(module: module, name: name)
        if let meaning = known[start] { return meaning }
        let meaning = walk(from: start)
        known[start] = meaning
        return meaning
    }

    private mutating func walk(from start: Place) -> ExportMeaning {
        var found = ExportMeaning.missing
        var hasOutside = false
        var seen: Set<Place> = [start]
        var pending = [start]
        func add(_ meaning: ExportMeaning) { found = found == .missing || found == meaning ? meaning : .ambiguous }
        while let place = pending.popLast() {
            guard seen.count < Self.longest, let table = table(of: place.module) else {
                hasOutside = true
                continue
            }
            switch table.named[place.name] {
            case .local(let binding): add(.binding(BindingPlace(module: place.module, binding: binding)))
            case .namespace(let target?): add(.namespace(target))
            case .namespace(nil), .indirect(nil, _): hasOutside = true
            case .indirect(let target?, let imported):
                let next = Place(module: target, name: imported)
                if let meaning = known[next], meaning != .missing, meaning != .outside {
                    add(meaning)
                } else if seen.insert(next).inserted {
                    pending.append(next)
                }
            case nil:
                if place.name == "default" { continue }
                for target in table.stars.reversed() {
                    guard let target else {
                        hasOutside = true
                        continue
                    }
                    let next = Place(module: target, name: place.name)
                    if seen.insert(next).inserted { pending.append(next) }
                }
            }
        }
        return found == .missing && hasOutside ? .outside : found
    }

    /// What an imported binding means.
    mutating func meaning(of entry: ImportEntry, in module: ModuleNumber, _ code: AnalysedModule) -> ExportMeaning {
        guard let target = graph[module].requests[Int(entry.request.index)].target else { return .outside }
        guard let imported = entry.imported else { return .namespace(target) }
        return meaning(of: code.text(imported), in: target)
    }
}
