import Diagnostics
import JavaScript
import Text
import Trace

/// A name that does not link. It is looked into when it is told, and once, however often a program tries again.
struct LinkFailure {
    /// The module whose import or export it is.
    var module: ModuleID
    var name: NameID
    /// The module that it is asked for.
    var target: ModuleID
    var isAmbiguous: Bool
    var range: SourceRange
    var message: String
    /// What the program is told.
    var told: String
    var problem: Diagnostic?
}

/// Names that do not link, told with what the module does export.
extension Machine {
    /// The SyntaxError of an import or export whose name is not there, or has more than one meaning.
    ///
    /// - Parameter exported: of an export, as what it would be exported.
    mutating func linkError(
        _ id: ModuleID, missing name: NameID, exported: NameID? = nil, of request: ModuleRequestID, isAmbiguous: Bool, at range: SourceRange
    ) -> Abrupt {
        linkError(id, at: range) { machine in
            let target = machine.graph.importedModule(id, request)
            let text = machine.strings.names.string(name)
            let targetName = machine.name(of: target)
            let message =
                isAmbiguous
                ? "'\(targetName)' gets the name '\(text)' from more than one module, so it is ambiguous"
                : "'\(targetName)' does not export '\(text)'"
            var failure = LinkFailure(
                module: id, name: name, target: target, isAmbiguous: isAmbiguous, range: range, message: message, told: message)
            if let told = machine.toldWords(for: failure, exported: exported, of: request) { failure.told = told }
            return failure
        }
    }

    /// The same for a name that leads back to itself, on a host that minds.
    mutating func cyclicNameError(
        _ id: ModuleID, _ cycle: (name: NameID, specifier: NameID), _ target: ModuleID, at range: SourceRange
    ) -> Abrupt {
        linkError(id, at: range) { machine in
            let (name, specifier) = (machine.strings.names.string(cycle.name), machine.strings.names.string(cycle.specifier))
            let message = "Detected cycle while resolving name '\(name)' in '\(specifier)'"
            let source = machine.code.modules[Int(machine.graph[id].unit.index)].source
            let problem = source.diagnostic(
                .link, "SyntaxError: " + message, at: range,
                suggestion: "export it from the module that has it, not through an 'export *'")
            return LinkFailure(
                module: id, name: cycle.name, target: target, isAmbiguous: false, range: range, message: message, told: message,
                problem: machine.locate(problem))
        }
    }

    private mutating func linkError(_ id: ModuleID, at range: SourceRange, _ make: (inout Machine) -> LinkFailure) -> Abrupt {
        let key = UInt64(UInt32(bitPattern: id.index)) << 32 | UInt64(range.start)
        let failure: Int32
        if let known = reports.links.failureAtPlace[key] {
            failure = known
        } else {
            let made = make(&self)
            failure = Int32(reports.links.failures.count)
            reports.links.failures.append(made)
            reports.links.failureAtPlace[key] = failure
        }
        let message = reports.links.failures[Int(failure)].message
        if recorder.isRecording { record(.linkFailed(text(message)), module: id) }
        let error = syntaxError(reports.links.failures[Int(failure)].told)
        if case .thrown(.object(let object)) = error { reports.links.failureOfError[object] = failure }
        return error
    }

    /// The problem behind an error that ``linkError(_:missing:exported:of:isAmbiguous:at:)`` made, with the imports that led to it.
    mutating func linkProblem(of error: Value) -> Diagnostic? {
        guard case .object(let object) = error, let failure = reports.links.failureOfError[object] else { return nil }
        var problem = reports.links.failures[Int(failure)].problem ?? describe(reports.links.failures[Int(failure)])
        reports.links.failures[Int(failure)].problem = problem
        problem.stack = importers(of: reports.links.failures[Int(failure)].module)
        return problem
    }

    private mutating func describe(_ failure: LinkFailure) -> Diagnostic {
        let source = code.modules[Int(graph[failure.module].unit.index)].source
        var problem = source.diagnostic(.link, failure.message, at: failure.range)
        if failure.isAmbiguous {
            explainAmbiguity(of: failure.name, in: failure.target, &problem)
        } else {
            problem.suggestion = exportHint(failure.name, failure.target)
        }
        return locate(problem)
    }

    /// How an entry, or the target of an `import()`, came to a module.
    private mutating func importers(of id: ModuleID) -> [StackEntry] {
        let starts = progress.entries.map(\.module) + imports.records.map(\.target).filter { $0 != .none }
        return importWay(from: starts, to: id).map { stackEntries(of: $0) } ?? []
    }

    /// What to import instead of a name that a module does not export.
    private mutating func exportHint(_ name: NameID, _ target: ModuleID) -> String {
        // It may have the name itself, and have it from a cycle that comes to no binding.
        let names = exportedNames(target).filter { $0 != name }
        let named = names.filter { $0 != .known(.default) }
        if names.isEmpty { return "it exports nothing" }
        if name == .known(.default) {
            return "it has no default export; it exports \(listed(named)), in braces: import { \(strings.names.string(named[0])) } from …"
        }
        let text = strings.names.string(name)
        if let near = nearestName(to: text, among: named.prefix(1_000).map { strings.names.string($0) }) {
            return "did you mean '\(near)'?"
        }
        if graph[target].commonJS >= 0 {
            return "of a CommonJS module, names are seen only where its text sets them plainly: take '\(text)' from its default, "
                + "import whole from …; const { \(text) } = whole"
        }
        if named.isEmpty { return "it has only a default export, without braces: import \(text) from …" }
        return "it exports \(listed(named))" + (named.count < names.count ? " and a default" : "")
    }

    private mutating func listed(_ names: [NameID]) -> String {
        let shown = names.prefix(8).map { "'\(strings.names.string($0))'" }.joined(separator: ", ")
        return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
    }

    /// The `export *` of a module through which a name comes, and the modules that have it.
    ///
    /// - Parameter goesOn: whether more are looked for behind one of that module.
    @discardableResult
    mutating func stars(
        of module: ModuleID, giving name: NameID, while goesOn: (ModuleID) -> Bool
    ) -> [(star: ModuleRequestID, owner: ModuleID)] {
        guard !graph[module].isJSON else { return [] }
        var found: [(star: ModuleRequestID, owner: ModuleID)] = []
        for star in code.stars[code.modules[Int(graph[module].unit.index)].stars] {
            guard case .found(let owner, _) = resolveExport(graph.importedModule(module, star), name) else { continue }
            found.append((star, owner))
            if !goesOn(owner) { break }
        }
        return found
    }

    /// Names the `export *` through which an ambiguous name comes.
    private mutating func explainAmbiguity(of name: NameID, in target: ModuleID, _ problem: inout Diagnostic) {
        let unit = graph[target].unit
        var owners: [String] = []
        // So many show it; there may be thousands.
        var left = 8
        let stars = stars(of: target, giving: name) { _ in
            left -= 1
            return left > 0
        }
        for (star, owner) in stars {
            let request = code.request(star, of: unit)
            let specifier = strings.names.string(request.specifier)
            let place = code.modules[Int(unit.index)].source.location(at: request.range.start)
            let words = "one '\(strings.names.string(name))' comes through export * from '\(specifier)'"
            problem.related.append(RelatedPlace(words, at: place))
            if !owners.contains(self.name(of: owner)) { owners.append(self.name(of: owner)) }
        }
        problem.suggestion =
            owners.isEmpty
            ? nil : "import it from \(owners.map { "'\($0)'" }.joined(separator: " or ")) itself, or export it there by name"
    }
}
