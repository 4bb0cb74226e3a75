import Diagnostics
import Hosts
import JavaScript

/// Code that is text until it runs: functions that are made of text, and what `eval` is given.
///
/// Each text is a unit of its own, with places in it; otherwise it is code of the module that asked for it. It stays until the run ends, as all code does,
/// and counts as work and as kept memory. Deviation: a surrogate that stands alone is U+FFFD in it.
extension Machine {
    /// What texts are called where a place in them is told.
    private static let functionName = "(function from text)"
    private static let evalName = "(text of eval)"

    /// Whether that is what a text is called, so that it has no name of its own.
    static func isUnnamedText(_ name: String) -> Bool { name == functionName || name == evalName }

    /// CreateDynamicFunction. https://tc39.es/ecma262/#sec-createdynamicfunction
    ///
    /// - Parameters:
    ///   - prefix: what the text begins with: `async function*`.
    ///   - fallback: the prototype of such a function, where `new.target` has no other.
    mutating func createDynamicFunction(_ prefix: String, _ arguments: Arguments, fallback: ObjectID) throws(Abrupt) -> Value {
        // Steps 6–11
        var parameters: [String] = []
        for index in 0..<max(0, arguments.count - 1) { parameters.append(try toText(argument(arguments, index))) }
        let body = arguments.count == 0 ? "" : try toText(argument(arguments, arguments.count - 1))
        // Steps 12–15
        let head = "\(prefix) anonymous(\(parameters.joined(separator: ","))\n) "
        let goal = SourceGoal.function(bodyStart: UInt32(clamping: head.utf8.count))
        // Steps 16–21
        let unit = try compile("\(head){\n\(body)\n}", called: Self.functionName, goal, inside: nil)
        // Steps 22–30
        let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
        let function = wrapperFunction(of: unit)
        heap[function].prototype = prototype
        return .object(function)
    }

    /// A function as `vm.compileFunction` makes it: it has no name, and its parameters stand in one line.
    mutating func compileFunction(_ body: String, parameters: [String], called name: String) throws(Abrupt) -> Value {
        let head = "function (\(parameters.joined(separator: ", "))) "
        let goal = SourceGoal.function(bodyStart: UInt32(clamping: head.utf8.count))
        let unit = try compile("\(head){\n\(body)\n}", called: name, goal, inside: nil)
        let function = wrapperFunction(of: unit)
        heap.functions[Int(heap[function].payload)].name = StringID(name: .known(.empty))
        return .object(function)
    }

    /// PerformEval. https://tc39.es/ecma262/#sec-performeval
    ///
    /// - Parameter surroundings: what is around a direct call; `nil` for an indirect one.
    mutating func performEval(_ value: Value, inside surroundings: EvalSurroundings?) throws(Abrupt) -> Value {
        guard case .string(let text) = value else { return value }
        let unit = try compile(toText(.string(text)), called: Self.evalName, .eval, inside: surroundings)
        if surroundings?.declaresGlobals ?? true { try instantiateEvalGlobals(of: unit) }
        let whole = wrapperFunction(of: unit, context: surroundings == nil ? -1 : running.context)
        return try call(.object(whole), .undefined)
    }

    /// EvalDeclarationInstantiation of global code. https://tc39.es/ecma262/#sec-evaldeclarationinstantiation
    private mutating func instantiateEvalGlobals(of unit: UnitID) throws(Abrupt) {
        let globals = code.globals[code.modules[Int(unit.index)].globals]
        budget.steps += globals.count * Self.entrySteps
        for global in globals where graph.globalLexicals[global.name] != nil { throw redeclarationError(global.name) }
        for global in globals {
            if isUndeclarable(global) { throw typeError(redeclaration(global.name)) }
            if !canDeclareVariable(global) {
                throw typeError("Cannot add property \(strings.names.string(global.name)), object is not extensible")
            }
        }
        for global in globals { declareVariable(global, .all) }
    }

    /// What a text declares by `var` or as a function becomes a property of the global object: CreateGlobalVarBinding and CreateGlobalFunctionBinding.
    private mutating func declareVariable(_ global: ModuleCode.Global, _ attributes: Attributes) {
        let known = getOwn(realm.global, .name(global.name))
        if known == nil || (global.kind == .function && known?.attributes.contains(.configurable) == true) {
            put(realm.global, .name(global.name), .undefined, attributes)
        }
    }

    /// CanDeclareGlobalFunction. https://tc39.es/ecma262/#sec-candeclareglobalfunction
    private mutating func isUndeclarable(_ global: ModuleCode.Global) -> Bool {
        guard global.kind == .function, let known = getOwn(realm.global, .name(global.name)) else { return false }
        if known.attributes.contains(.configurable) { return false }
        if case .accessor = known.value { return true }
        return !known.attributes.contains([.writable, .enumerable])
    }

    /// CanDeclareGlobalVar. https://tc39.es/ecma262/#sec-candeclareglobalvar
    private mutating func canDeclareVariable(_ global: ModuleCode.Global) -> Bool {
        heap[realm.global].isExtensible || getOwn(realm.global, .name(global.name)) != nil
    }

    private mutating func redeclarationError(_ name: NameID) -> Abrupt { syntaxError(redeclaration(name)) }

    private func redeclaration(_ name: NameID) -> String { "Identifier '\(strings.names.string(name))' has already been declared" }

    // MARK: Scripts

    /// ParseScript. https://tc39.es/ecma262/#sec-parse-script
    mutating func compileScript(_ text: String, called name: String) throws(Abrupt) -> UnitID {
        try compile(text, called: name, .eval, declaresGlobals: true, inside: nil)
    }

    /// ScriptEvaluation: each time anew, in the one global environment that there is. https://tc39.es/ecma262/#sec-runtime-semantics-scriptevaluation
    mutating func runScript(_ unit: UnitID) throws(Abrupt) -> Value {
        // GlobalDeclarationInstantiation. https://tc39.es/ecma262/#sec-globaldeclarationinstantiation
        let globals = code.globals[code.modules[Int(unit.index)].globals]
        budget.steps += globals.count * Self.entrySteps
        // Steps 3–10: names that stand already.
        for global in globals where graph.globalLexicals[global.name] != nil || isRestricted(global) || isUndeclarable(global) {
            throw redeclarationError(global.name)
        }
        // Steps 15–17
        for global in globals {
            guard case .lexical(_, let isConstant) = global.kind else {
                declareVariable(global, [.writable, .enumerable])
                continue
            }
            try affordBytes(MemoryLayout<Value>.stride + MemoryLayout<GlobalLexical>.stride)
            graph.globalLexicals[global.name] = GlobalLexical(cell: Int32(graph.cells.count), isConstant: isConstant)
            graph.cells.append(.uninitialized)
        }
        return try call(.object(wrapperFunction(of: unit)), .undefined)
    }

    /// HostEnsureCanCompileStrings, and the parse. A text that is wrong is a SyntaxError; one that nests too deeply is one that takes too much stack.
    private mutating func compile(
        _ text: String, called name: String, _ goal: SourceGoal, declaresGlobals: Bool = false, inside surroundings: EvalSurroundings?
    ) throws(Abrupt) -> UnitID {
        if let refusal = host.globals.codeFromTextRefusal { throw .thrown(.object(makeError(realm.evalErrorPrototype, refusal))) }
        let size = text.utf8.count
        let around = surroundings?.bindingCount ?? 0
        try afford(Self.compilationSteps + size * Self.compiledByteSteps + around * Self.surroundingSteps)
        try affordBytes(size * Self.heldBytesOfSource)
        let room = code.byteCount
        let host = host
        do throws(Diagnostic) {
            let unit = try loading.compiler.compile(
                SourceFile(name: name, bytes: Array(text.utf8)), goal: goal, surroundings: surroundings,
                declaresGlobals: declaresGlobals, names: &strings.names, into: &code, nesting: limits.nesting,
                check: { tree, _ throws(Diagnostic) in try Self.refuseUsing(in: tree, on: host) })
            graph.moduleOfUnit.append(compilingModule())
            budget.keptBytes += size + code.byteCount - room
            return unit
        } catch {
            budget.steps += Self.compilationSteps
            if ParserLimits.isPassed(by: error) { throw stackOverflow() }
            if error.message == ParserLimits.decoratorsMessage { throw syntaxError("Invalid or unexpected token") }
            guard error.kind == .unsupported else { throw syntaxError(SyntaxErrorWords.v8(error.message)) }
            stop.outsideName = "code from text (\(error.message))"
            throw .blocked(.outsideSubset)
        }
    }

    /// GetActiveScriptOrModule: the module whose code asks for more code; the first entry where none does.
    private mutating func compilingModule() -> ModuleID {
        let module = programModule()
        return module == .none ? progress.entries.first?.module ?? .none : module
    }
}
