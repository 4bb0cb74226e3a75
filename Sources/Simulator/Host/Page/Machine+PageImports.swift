import Diagnostics
import Hosts
import JavaScript
import Programs

/// What specifiers mean on a page, and what `load` has to do with `import()`.
extension Machine {
    /// Whether specifiers mean what they do in a browser: on a page, and in its workers, which have no import map.
    var resolvesAsPage: Bool { page.isOn || agents.web.kind != nil }

    /// Resolve a module specifier. https://html.spec.whatwg.org/multipage/webappapis.html#resolve-a-module-specifier
    ///
    /// A specifier that means a place has a module there, which turns out to be missing when its file is asked for.
    mutating func resolvePageModule(_ specifier: NameID, from referrer: ModuleID) -> ModuleID? {
        let place = PageSpecifier(name: specifier, referrer: referrer)
        switch page.resolutions[place] {
        case .module(let module): return module
        case .failure(let failure):
            loading.unresolvedFailure = failure
            return nil
        case nil: break
        }
        let text = strings.names.string(specifier)
        let base = graph.key(of: referrer)
        budget.steps += page.importMap.ruleCount
        defer { countResolution() }
        var key: ModuleKey?
        switch page.importMap.meaning(of: text, from: base, in: program) {
        case .module(let found): key = found
        case .blocked: break
        case .unmapped:
            // A scenario's bare names are its modules'; where there is none, there is no place either.
            if let found = try? program.resolve(text, from: base, graph.table.rules, reader: &loading.files) {
                key = found
            } else if Specifier(text).form != .bare {
                key = program.place(of: text, from: base)
            }
        }
        if let key {
            page.resolved.append(ImportMap.normalized(text, from: base, in: program))
            page.hasAskedForModule = true
            let module = pageRecord(for: key, isModule: true)
            page.resolutions[place] = .module(module)
            return module
        }
        let failure = Int32(loading.failures.count)
        loading.failures.append([
            Diagnostic(
                .link, "cannot resolve the bare specifier '\(text)'",
                suggestion: "begin it with './', '../' or '/', or give it an address in an import map")
        ])
        loading.failureReasons[failure] = .notFound
        loading.unresolvedFailure = failure
        page.unresolved[failure] = text
        page.resolutions[place] = .failure(failure)
        return nil
    }

    /// What an `import()` says of a file that is not there, or of a specifier without a meaning.
    mutating func failedImportMessage(_ id: ImportID, _ failure: Int32) -> String? {
        guard resolvesAsPage, let rules = host.page else { return nil }
        let target = imports[id].target
        if let specifier = page.unresolved[failure] {
            return (target == .none ? rules.unresolvedImport : rules.unresolvedRequest).replacing("{specifier}", with: specifier)
        }
        guard !isErrorOfText(failure) else { return nil }
        let missing = loading.missing[failure] ?? target
        func url(_ module: ModuleID) -> String {
            module == .none ? strings.text(imports[id].specifier) : program.url(of: graph.key(of: module))
        }
        return rules.missingImport.replacing("{url}", with: url(target)).replacing("{missing}", with: url(missing))
    }

    /// What is said of a specifier without a meaning that a declaration has.
    func failedRequestMessage(_ failure: Int32) -> String? {
        guard let rules = host.page, let specifier = page.unresolved[failure] else { return nil }
        return rules.unresolvedRequest.replacing("{specifier}", with: specifier)
    }

    /// A file that was missing may be there now, where the host asks again.
    mutating func forgetMissing(_ module: ModuleID) {
        let failure = graph[module].failure
        guard resolvesAsPage, host.page?.asksAgainForMissing == true, failure >= 0, !isErrorOfText(failure) else { return }
        graph[module].loading = .none
        graph[module].failure = -1
    }

    /// Whether a failure is one of a text that is there: its error is thrown when the script is to run. Else a file is missing.
    func isErrorOfText(_ failure: Int32) -> Bool {
        let kind = loading.failures[Int(failure)][0].kind
        return kind == .syntax || kind == .unsupported || page.unresolved[failure] != nil
    }

    // MARK: load and import()

    /// An `import()` was called, and what it loads may delay `load`.
    mutating func noteImportBegins() {
        if page.rules?.importDelaysLoad == true { page.importsLoading += 1 }
    }

    /// The files of an `import()` are there, or one is missing.
    mutating func noteImportLoaded(isMissing: Bool) {
        guard page.rules?.importDelaysLoad == true, page.importsLoading > 0 else { return }
        page.importsLoading -= 1
        guard page.importsLoading == 0, page.state == .ready else { return }
        // What is missing is told before `load`, what is there is evaluated after it.
        if isMissing { _ = schedule(.page(.checkLoad), after: 0) } else { page.checksLoadSoon = true }
    }

    /// Whether the result of an `import()` waits for the parser.
    mutating func holdsImport(_ id: ImportID) -> Bool {
        guard page.isHolding else { return false }
        page.heldImports.append(id)
        return true
    }

    mutating func continueHeldImport(_ id: ImportID) {
        let loaded = makePromise()
        performThen(loaded, .importLoaded(id))
        resolvePromise(loaded, .undefined)
    }
}
