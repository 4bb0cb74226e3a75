import Diagnostics
import JavaScript
import Scenario

extension StaticGraph {
    mutating func build(_ options: Options) {
        let limits = program.effectiveLimits
        var reader = program.reader(sourceLimit: limits.sourceBytes)
        // A script is no module that an import finds.
        if program.entriesAreScripts { entries = program.entries.map { table.add($0) } }
        for key in program.knownModules where !program.entriesAreScripts || !program.entries.contains(key) { note(key) }
        if !program.entriesAreScripts { entries = program.entries.map { note($0) } }
        for key in options.alsoIncluding { note(key) }
        while modules.count < table.count {
            guard modules.count < limits.modules else {
                limitProblem = Diagnostic(
                    .link, "there are more than \(limits.words(.modules)) modules", suggestion: limits.advice(.modules))
                break
            }
            let number = ModuleNumber(modules.count)
            modules.append(read(number, &reader))
            if modules[Int(number)].isRead, modules[Int(number)].kind != .json { parse(number, limits, options) }
        }
        if modules.count < table.count { forgetTargets(from: modules.count) }
    }

    @discardableResult private mutating func note(_ key: ModuleKey) -> ModuleNumber { table.number(of: key, in: program, names: &names) }

    private func read(_ number: ModuleNumber, _ reader: inout ModuleReader) -> Module {
        let key = table.keys[Int(number)]
        let isScript = program.entriesAreScripts && entries.contains(number)
        do throws(LoadProblem) {
            let text = try program.read(key, reader: &reader)
            var source = text.file
            if source.number < 0 { source.number = number }
            return Module(
                key: key, name: program.name(of: key), kind: text.isJSON ? .json : isScript ? .script : .module, source: source)
        } catch {
            return Module(
                key: key, name: program.name(of: key), kind: .module, source: SourceFile(name: key.path, bytes: []),
                unreadReason: error.reason, problem: error.diagnostic)
        }
    }

    private mutating func parse(_ number: ModuleNumber, _ limits: Limits, _ options: Options) {
        var module = modules[Int(number)]
        let tree: SyntaxTree
        do throws(Diagnostic) {
            tree =
                module.kind == .script
                ? try parseScript(module.source, names: &names) : try parseModule(module.source, names: &names, nesting: limits.nesting)
        } catch {
            modules[Int(number)].problem = program.located(error)
            return
        }
        module.firstAwait = tree.firstAwait
        module.requests = tree.requests.map { request(of: $0, from: number, tree) }
        module.declarations = Self.declarations(of: tree)
        readCalls(of: tree, into: &module)
        if options.followsImportCalls {
            for index in module.calls.indices { follow(&module.calls[index], from: number, tree) }
        }
        if options.keepsTrees { module.tree = tree }
        modules[Int(number)] = module
    }

    // MARK: What a module asks for

    private mutating func request(of request: ModuleRequest, from module: ModuleNumber, _ tree: SyntaxTree) -> Request {
        var result = Request(
            specifier: names.string(request.specifier), phase: request.phase,
            wantsJSON: request.attributes.contains { $0.key == .known(.type) && $0.value == .known(.json) }, range: request.range)
        do throws(Diagnostic) {
            result.target = try table.resolve(request.specifier, from: module, in: program, names: &names)
        } catch {
            result.problem = located(error, at: request.range, tree)
        }
        return result
    }

    private mutating func follow(_ call: inout ImportCall, from module: ModuleNumber, _ tree: SyntaxTree) {
        guard let specifier = call.specifier else { return }
        do throws(Diagnostic) {
            call.target = try table.resolve(names.intern(specifier), from: module, in: program, names: &names)
        } catch {
            call.problem = located(error, at: call.specifierRange, tree)
        }
    }

    private func located(_ problem: Diagnostic, at range: SourceRange, _ tree: SyntaxTree) -> Diagnostic {
        program.located(tree.source.diagnostic(problem.kind, problem.message, at: range, suggestion: problem.suggestion))
    }

    private static func declarations(of tree: SyntaxTree) -> [Declaration] {
        tree.imports.map { Declaration(request: Int($0.request.index), range: $0.specifierRange, isExport: false) }
            + tree.exports.compactMap { declaration in
                guard let request = declaration.request, let range = declaration.specifierRange else { return nil }
                return Declaration(request: Int(request.index), range: range, isExport: true)
            }
    }

    private func readCalls(of tree: SyntaxTree, into module: inout Module) {
        var callOfNode: [NodeID: Int] = [:]
        for (index, node) in tree.nodes.enumerated() {
            switch node {
            case .importMeta: module.usesImportMeta = true
            // What is awaited stands before the await that waits for it.
            case .await(let operand):
                if !callOfNode.isEmpty, let call = callOfNode[operand] { module.calls[call].isAwaited = true }
            case .importCall(let specifier, _, let phase):
                callOfNode[NodeID(UInt32(index))] = module.calls.count
                module.calls.append(
                    ImportCall(
                        range: tree.ranges[index], specifierRange: tree.range(of: specifier),
                        specifier: tree.constantText(of: specifier).map(names.string), phase: phase, isAtTopLevel: false, isAwaited: false))
            default: break
            }
        }
        if callOfNode.isEmpty { return }
        tree.forEachTopLevelNode { node in
            if let call = callOfNode[node] { module.calls[call].isAtTopLevel = true }
        }
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

extension SyntaxTree {
    /// Calls `body` with each node that is evaluated with the module and not when a function is called, in no order. Static blocks and the values of
    /// static fields are evaluated with it.
    fileprivate func forEachTopLevelNode(_ body: (NodeID) -> Void) {
        var pending = Array(self[self.body])
        while let node = pending.popLast() {
            if node.isNone { continue }
            body(node)
            switch self[node] {
            case .functionDeclaration: break
            case .function(let function) where !self[function].flags.contains(.isStaticBlock): break
            case .classField(_, let value, let flags) where flags.contains(.isStatic):
                forEachChild(of: node) { if $0 != value { pending.append($0) } }
                if case .function(let initializer) = self[value] { pending += self[self[initializer].body] }
            default: forEachChild(of: node) { pending.append($0) }
            }
        }
    }

    /// The text that a string, or a template without a substitution, stands for.
    fileprivate func constantText(of id: NodeID) -> NameID? {
        switch self[id] {
        case .string(let name): return name
        case .template(let elements) where elements.count == 1:
            guard let element = self[elements].first, case .templateElement(let cooked?, _) = self[element] else { return nil }
            return cooked
        default: return nil
        }
    }
}
