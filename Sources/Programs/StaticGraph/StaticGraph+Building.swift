import Diagnostics
import JavaScript
import Scenario
import Text

extension StaticGraph {
    mutating func build(_ options: Options) {
        let limits = program.effectiveLimits
        wordLimit = limits.allWords
        // Who only looks at texts runs none of it: the search takes about as long as reading so many words.
        searchLimit = options.lookingThreads == nil ? limits.steps : wordLimit * 3
        var reader = program.reader(sourceLimit: limits.sourceBytes)
        // A script is no module that an import finds.
        let scripts = program.entries.filter { program.isScript($0) }
        var scriptNumbers = scripts.map { table.add($0) }[...]
        scriptCount = scripts.count
        for key in program.knownModules where !scripts.contains(key) { note(key) }
        for key in program.entries { entries.append(program.isScript(key) ? scriptNumbers.removeFirst() : note(key)) }
        for key in options.alsoIncluding { note(key) }
        while modules.count < table.count {
            guard modules.count < limits.modules else {
                limitProblem = Self.tooManyModules(limits)
                break
            }
            guard wordCount <= wordLimit else {
                limitProblem = tooManyWords
                break
            }
            if let threads = options.lookingThreads {
                look(at: modules.count..<min(table.count, limits.modules), threads, limits, options)
                continue
            }
            let number = ModuleNumber(modules.count)
            modules.append(read(number, &reader))
            wordCount += modules[Int(number)].wordsOfText
            if isOutside(number) { continue }
            if modules[Int(number)].isRead, modules[Int(number)].problem == nil, modules[Int(number)].kind != .json {
                parse(number, &reader, limits, options)
            }
        }
        if modules.count < table.count { forgetTargets(from: modules.count) }
        for (number, file) in hostModules() {
            modules[Int(number)].source = file
            parse(number, &reader, limits, options)
        }
    }

    @discardableResult private mutating func note(_ key: ModuleKey) -> ModuleNumber { table.number(of: key, in: program, names: &names) }

    private func read(_ number: ModuleNumber, _ reader: inout ModuleReader) -> Module {
        let key = table.keys[Int(number)]
        let isScript = Int(number) < scriptCount
        var module = Self.read(key, of: program, &reader, isScript: isScript)
        if module.source.number < 0 { module.source.number = number }
        return module
    }

    /// A module with its text and nothing more.
    static func read(_ key: ModuleKey, of program: Program, _ reader: inout ModuleReader, isScript: Bool) -> Module {
        do throws(LoadProblem) {
            let text = try program.read(key, reader: &reader)
            var module = Module(
                key: key, name: program.name(of: key), kind: text.isJSON ? .json : isScript ? .script : .module, source: text.file)
            module.isCommonJS = text.format == .commonJS
            if case .undecided = text.format { module.isUndecided = true }
            module.isWasm = text.wasm != nil
            module.problem = text.problem.map { program.located($0) }
            if let ending = text.otherEnding, !program.entries.contains(key) {
                module.problem = Diagnostic(
                    .link, "'\(program.name(of: key))' is no JavaScript by its ending '\(ending)'", at: text.file.location(at: 0))
            }
            return module
        } catch {
            return Module(
                key: key, name: program.name(of: key), kind: .module, source: SourceFile(name: key.path, bytes: []),
                unreadReason: error.reason, problem: error.diagnostic)
        }
    }

    private mutating func parse(_ number: ModuleNumber, _ reader: inout ModuleReader, _ limits: Limits, _ options: Options) {
        var module = modules[Int(number)]
        let nameCount = names.count
        let tree: SyntaxTree
        do throws(Diagnostic) {
            tree = try parsedTree(of: &module, limits, options)
        } catch {
            modules[Int(number)].problem = program.located(error)
            return
        }
        wordCount += tree.nodes.count + (names.count - nameCount) * Self.wordsOfName
        module.describe(tree, names)
        resolve(&module, number, &reader, limits, followsCalls: options.followsImportCalls)
        if module.kind == .commonJS { resolveRequires(of: &module, number, &reader, limits) }
        if options.keepsTrees { module.tree = tree }
        modules[Int(number)] = module
    }

    /// The tree of a text, as what it is.
    private mutating func parsedTree(of module: inout Module, _ limits: Limits, _ options: Options) throws(Diagnostic) -> SyntaxTree {
        if module.kind == .script { return try parseScript(module.source, names: &names) }
        guard options.readsCommonJS, module.isCommonJS || module.isUndecided else {
            return try parseModule(module.source, names: &names, nesting: limits.nesting)
        }
        var failure: Diagnostic?
        if !module.isCommonJS {
            do throws(Diagnostic) {
                let tree = try parseModule(module.source, names: &names, nesting: limits.nesting)
                if tree.hasModuleSyntax || !tree.mentionsCommonJS(names) { return tree }
            } catch {
                failure = error
            }
        }
        do throws(Diagnostic) {
            let tree = try parseCommonJSFunction(module.source, names: &names, nesting: limits.nesting)
            (module.kind, module.isCommonJS) = (.commonJS, true)
            return tree
        } catch {
            throw failure ?? error
        }
    }

    // MARK: What a module asks for

    private static func tooManyModules(_ limits: Limits) -> Diagnostic {
        Diagnostic(.link, "there are more than \(limits.words(.modules)) modules", suggestion: limits.advice(.modules))
    }

    private var tooManyWords: Diagnostic {
        Diagnostic(
            .link,
            "the modules have more than \(wordLimit) words and signs together: of \(counted(table.count, "module")) the first \(modules.count) are read",
            suggestion: program.effectiveLimits.advice(.words))
    }

    /// Why no more modules are looked for.
    private var tooMuchWork: Diagnostic {
        if searchSteps > searchLimit, searchLimit == program.effectiveLimits.steps {
            return program.problem(ofTooMuch: "not all modules are looked for")
        }
        return Diagnostic(
            .link, "the modules have more than \(wordLimit) words and signs together: not all that they import is looked for",
            suggestion: program.effectiveLimits.advice(.words))
    }

    /// Finds the modules that a module asks for. What is asked for when there are far too many already is not looked for.
    mutating func resolve(
        _ module: inout Module, _ number: ModuleNumber, _ reader: inout ModuleReader, _ limits: Limits, followsCalls: Bool
    ) {
        for index in module.requests.indices {
            guard table.count <= limits.modules * 2 else {
                module.requests[index].problem = Self.tooManyModules(limits)
                continue
            }
            guard countsWork(of: &reader) else {
                limitProblem = tooMuchWork
                module.requests[index].problem = limitProblem
                continue
            }
            do throws(Diagnostic) {
                let specifier = names.intern(module.requests[index].specifier)
                module.requests[index].target = try table.resolve(specifier, from: number, in: program, reader: &reader, names: &names)
            } catch {
                module.requests[index].problem = located(error, at: module.requests[index].range, module.source)
            }
        }
        for index in followsCalls ? module.calls.indices : 0..<0 {
            guard let specifier = module.calls[index].specifier else { continue }
            guard table.count <= limits.modules * 2 else {
                module.calls[index].problem = Self.tooManyModules(limits)
                continue
            }
            guard countsWork(of: &reader) else {
                limitProblem = tooMuchWork
                module.calls[index].problem = limitProblem
                continue
            }
            do throws(Diagnostic) {
                module.calls[index].target = try table.resolve(
                    names.intern(specifier), from: number, in: program, reader: &reader, names: &names)
            } catch {
                module.calls[index].problem = located(error, at: module.calls[index].specifierRange, module.source)
            }
        }
    }

    /// Counts what specifiers were held against, eight of its steps for a word, and tells whether there is room for more.
    private mutating func countsWork(of reader: inout ModuleReader) -> Bool {
        let work = reader.takeWork()
        searchSteps += work
        wordCount += work / 8
        return wordCount <= wordLimit && searchSteps <= searchLimit
    }

    private func located(_ problem: Diagnostic, at range: SourceRange, _ source: SourceFile) -> Diagnostic {
        program.located(source.diagnostic(problem.kind, problem.message, at: range, suggestion: problem.suggestion))
    }

    /// Takes back the numbers of modules that are past the limit.
    private mutating func forgetTargets(from limit: Int) {
        func isPast(_ target: ModuleNumber?) -> Bool { target.map { Int($0) >= limit } ?? false }
        for module in modules.indices {
            for request in modules[module].requests.indices where isPast(modules[module].requests[request].target) {
                modules[module].requests[request].target = nil
                modules[module].requests[request].problem = limitProblem
            }
            for call in modules[module].calls.indices where isPast(modules[module].calls[call].target) {
                modules[module].calls[call].target = nil
                modules[module].calls[call].problem = limitProblem
            }
        }
        entries.removeAll { Int($0) >= limit }
    }
}
