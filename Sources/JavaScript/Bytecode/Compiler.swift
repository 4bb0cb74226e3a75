import Diagnostics

/// Turns a module's tree into code.
struct Compiler {
    /// Holds the tree too.
    var analysis = ScopeAnalysis()
    var unit = UnitID(0)
    var store = CodeStore()
    var names = NameTable.borrowed
    var builder = FunctionBuilder()
    /// Builders that are free again.
    private var spareBuilders: [FunctionBuilder] = []
    var scope = ScopeID(index: 0)
    /// Labels that stand before the statement being compiled.
    var pendingLabels: [NameID] = []
    /// Links of the chains being compiled whose turn has not come.
    var links: [NodeID] = []
    /// What the next pattern takes apart.
    var patternSource = PatternSource.none
    private var numbers: [UInt64: Int32] = [:]
    /// The number of the text from which the code around comes that is being compiled; see ``compileParts(_:)``.
    var part: Int32 = -1
    /// What calls of `eval` have around them, and where the scopes' own calls have it in the store.
    var evalLevels: [ScopeID: EvalSurroundings.Level] = [:]
    var evalSites: [ScopeID: Int32] = [:]
    /// What the code cannot hold of the module: the first such thing.
    private var problem: Diagnostic?

    var tree: SyntaxTree {
        @inline(__always) _read { yield analysis.tree }
    }

    // MARK: The module

    /// Compiles a tree, which is lent for that time.
    mutating func compile(_ tree: inout SyntaxTree, names: inout NameTable, into store: inout CodeStore) throws(Diagnostic) -> UnitID {
        swap(&analysis.tree, &tree)
        defer { swap(&analysis.tree, &tree) }
        try analysis.analyse(names: &names)
        swap(&self.store, &store)
        swap(&self.names, &names)
        unit = UnitID(Int32(self.store.modules.count))
        scope = ScopeID(index: 0)
        if !numbers.isEmpty { numbers = [:] }
        if !evalSites.isEmpty { (evalSites, evalLevels) = ([:], [:]) }
        part = -1
        builder.begin(function: .module, flags: [], isModule: true, localCount: analysis.functions[0].localCount)
        problem = nil
        compileModule()
        swap(&self.names, &names)
        swap(&self.store, &store)
        if let problem {
            store.modules.removeLast()
            throw problem
        }
        return unit
    }

    /// The slots of an iterator record. Instructions have 16 bits for the first of them.
    mutating func newRecord() -> UInt16 {
        let slot = builder.newLocal(3)
        if let record = UInt16(exactly: slot) { return record }
        if problem == nil {
            problem = Diagnostic(
                .unsupported, "tla-sim cannot run a function with more than 65,000 variables and an iteration",
                at: tree.source.location(at: builder.offset), suggestion: "put the iteration into a function of its own",
                sourceLine: tree.source.line(at: builder.offset))
        }
        return 0
    }

    private mutating func compileModule() {
        let body = reserveCode()
        let parts = store.parts
        store.requests.append(contentsOf: tree.requests)
        describeImports()
        describeExports()
        let cellCount = describeCells()
        describeGlobals()
        enterScope(ScopeID(index: 0))
        hoistFunctions(in: tree.body)
        compileStatements(tree.body)
        builder.emit(.pushUndefined)
        builder.emit(.return)
        var flags: FunctionCode.Flags = [.isModule]
        if tree.hasTLA { flags.insert(.isAsync) }
        if tree.goal == .script(isStrict: false) { flags.insert(.isSloppy) }
        finish(
            body, name: .known(.empty), flags: flags, length: 0, parameterSlots: 0,
            range: SourceRange(start: 0, end: UInt32(tree.source.bytes.count)))
        store.modules.append(store.module(from: parts, source: tree.source, cellCount: cellCount, hasTLA: tree.hasTLA, body: body))
    }

    private mutating func describeImports() {
        for (number, record) in analysis.imports.enumerated() {
            switch analysis.variables[number].storage {
            case .importBinding(let index), .cell(let index):
                store.imports.append(.init(request: record.request, name: record.imported, index: index, range: record.range))
            default: continue
            }
        }
    }

    private mutating func describeExports() {
        for record in analysis.exportRecords() {
            switch (record.kind, record.exported) {
            case (.local(let variable), let exported?):
                guard case .cell(let index) = analysis[variable].storage else { continue }
                store.exports.append(.local(name: exported, cell: index))
            case (.indirect(let request, let imported), let exported?):
                store.exports.append(.indirect(name: exported, request: request, imported: imported, range: record.range))
            case (.namespace(let request), let exported?): store.exports.append(.namespace(name: exported, request: request))
            case (.all(let request), _): store.stars.append(request)
            case (_, nil): break
            }
        }
    }

    /// What a script, or the text of an indirect `eval`, declares for all that run after it.
    /// https://tc39.es/ecma262/#sec-globaldeclarationinstantiation
    private mutating func describeGlobals() {
        if tree.goal == .eval, tree.surroundings != nil {
            for id in analysis.evalDeclarations where analysis[id].storage == .global {
                store.globals.append(.init(name: analysis[id].name, kind: .variable))
            }
            return
        }
        for variable in analysis.variables
        where tree.goal == .eval ? variable.storage == .global : tree.declaresGlobals && variable.scope == .module {
            switch (variable.kind, variable.storage) {
            case (.var, _): store.globals.append(.init(name: variable.name, kind: .variable))
            case (.function, _): store.globals.append(.init(name: variable.name, kind: .function))
            case (.let, .cell(let cell)), (.class, .cell(let cell)):
                store.globals.append(.init(name: variable.name, kind: .lexical(cell: cell, isConstant: false)))
            case (.const, .cell(let cell)):
                store.globals.append(.init(name: variable.name, kind: .lexical(cell: cell, isConstant: true)))
            case (.let, .global), (.class, .global), (.const, .global):
                store.globals.append(.init(name: variable.name, kind: .lexical(cell: -1, isConstant: variable.kind == .const)))
            default: break
            }
        }
    }

    /// - Returns: how many cells the module has.
    private mutating func describeCells() -> Int {
        var cellCount = 0
        // Variables got their cells and import bindings in this same order.
        for variable in analysis.variables where !analysis.scopes[Int(variable.scope.index)].isOuter {
            switch variable.storage {
            case .cell(let index):
                cellCount += 1
                if variable.kind == .var { store.variableCells.append(index) }
            case .importBinding: store.importNames.append(variable.name)
            default: break
            }
        }
        return cellCount
    }

    // MARK: Functions

    mutating func reserveCode() -> CodeID {
        store.functions.append(
            FunctionCode(
                name: .known(.empty), flags: [], length: 0, localCount: 0, parameterSlots: 0, unit: unit, start: 0, count: 0,
                handlerStart: 0, handlerCount: 0, maximumStack: 0, range: SourceRange(start: 0, end: 0)))
        return CodeID(Int32(store.functions.count - 1))
    }

    /// Puts the builder's code into the store.
    mutating func finish(
        _ code: CodeID, name: NameID, flags: FunctionCode.Flags, length: Int32, parameterSlots: Int32, range: SourceRange
    ) {
        builder.resolveLabels()
        let start = Int32(store.instructions.count)
        var flags = flags
        if builder.hasParts { flags.insert(.hasParts) }
        store.functions[Int(code.index)] = FunctionCode(
            name: name, flags: flags, length: length, localCount: builder.localCount, parameterSlots: parameterSlots, unit: unit,
            start: start, count: builder.position, handlerStart: Int32(store.handlers.count),
            handlerCount: Int32(builder.handlers.count), maximumStack: builder.maximumDepth, range: range)
        store.noteOrder(of: code)
        store.instructions.append(contentsOf: builder.instructions)
        store.offsets.append(contentsOf: builder.offsets)
        store.shifts.append(contentsOf: builder.shifts)
        store.handlers.append(contentsOf: builder.handlers)
    }

    /// Puts a free builder in the place of the one at hand, which the caller keeps for ``returnBuilder(_:)``.
    mutating func borrowBuilder() -> FunctionBuilder {
        var outer = spareBuilders.popLast() ?? FunctionBuilder()
        swap(&builder, &outer)
        return outer
    }

    mutating func returnBuilder(_ outer: inout FunctionBuilder) {
        swap(&builder, &outer)
        spareBuilders.append(outer)
    }

    /// Compiles a function and gives its code; the caller emits the closure.
    ///
    /// - Parameter fieldName: for a field's initialiser, the name that an anonymous function there takes.
    mutating func compileFunction(_ id: FunctionID, name: NameID, fieldName: NameID? = nil) -> CodeID {
        let function = tree[id]
        let code = reserveCode()
        let index = analysis.indexOfFunction[Int(id.index)]
        var outerBuilder = borrowBuilder()
        let outerScope = scope
        let outerLabels = pendingLabels
        pendingLabels = []
        let outerPart = part
        if tree.source.hasOriginNumbers { part = partNumber(at: function.range.start) }
        builder.begin(
            function: index, flags: function.flags, isModule: false, localCount: analysis.functions[Int(index.index)].localCount)
        builder.offset = function.range.start
        scope = analysis.functions[Int(index.index)].scope
        let (length, slots) = compilePrologue(function)
        if function.flags.contains(.isGenerator) {
            builder.emit(.initialYield)
        }
        if tree.isWholeEval(id) { beginCompletion() }
        if let fieldName, let statement = tree[function.body].first, case .return(let value) = tree[statement] {
            compileNamed(value, name: fieldName)
            emitReturn()
        } else {
            compileStatements(function.body)
        }
        builder.offset = function.range.end
        if let slot = builder.completion { builder.emit(.loadLocal, slot) } else { builder.emit(.pushUndefined) }
        emitReturn()
        var flags = Self.flags(function.flags)
        if tree.goal == .commonJS, analysis.functions[Int(index.index)].parent == .module { flags.insert(.isCommonJS) }
        finish(code, name: name, flags: flags, length: length, parameterSlots: slots, range: function.range)
        returnBuilder(&outerBuilder)
        scope = outerScope
        pendingLabels = outerLabels
        part = outerPart
        return code
    }

    private static func flags(_ flags: SyntaxTree.FunctionFlags) -> FunctionCode.Flags {
        var result: FunctionCode.Flags = []
        if flags.contains(.isAsync) { result.insert(.isAsync) }
        if flags.contains(.isGenerator) { result.insert(.isGenerator) }
        if flags.contains(.isArrow) { result.insert(.isArrow) }
        if flags.contains(.isMethod) { result.insert(.isMethod) }
        if flags.contains(.isClassConstructor) { result.insert(.isClassConstructor) }
        if flags.contains(.isDerivedConstructor) { result.insert(.isDerived) }
        if flags.contains(.isSloppy) { result.insert(.isSloppy) }
        return result
    }

    /// FunctionDeclarationInstantiation. https://tc39.es/ecma262/#sec-functiondeclarationinstantiation
    private mutating func compilePrologue(_ function: SyntaxTree.Function) -> (length: Int32, slots: Int32) {
        if analysis.scopes[Int(scope.index)].contextSize > 0 {
            builder.emit(.pushContext, analysis.scopes[Int(scope.index)].contextSize)
        }
        storeImplicit(.known(.thisBinding), .loadThis)
        storeImplicit(.known(.functionBinding), .loadFunction)
        storeImplicit(.known(.newTargetBinding), .loadNewTarget)
        storeImplicit(.known(.arguments), .createArguments)
        mapArguments(count: Int(function.parameters.count))
        initializeVariables(scope)
        var length: Int32?
        var slots: Int32 = 0
        let parameters = tree[function.parameters]
        for (slot, parameter) in parameters.enumerated() {
            builder.offset = tree.range(of: parameter).start
            if case .identifier(let name) = tree[parameter] {
                slots += 1
                let variable = analysis.lookup(name, in: scope)
                if case .mapped = analysis[variable].storage { continue }
                if analysis[variable].storage != .local(Int32(slot)),
                    !isRepeated(name, in: parameters[(parameters.startIndex + slot + 1)...])
                {
                    builder.emit(.loadLocal, Int32(slot))
                    initialize(variable)
                }
            } else if case .rest(let target) = tree[parameter] {
                length = length ?? Int32(slot)
                builder.emit(.createRest, Int32(slot))
                assignPattern(target, .initialize)
            } else {
                if case .patternDefault = tree[parameter] { length = length ?? Int32(slot) }
                slots += 1
                builder.emit(.loadLocal, Int32(slot))
                assignPattern(parameter, .initialize)
            }
        }
        if let body = analysis.functions[Int(builder.function.index)].bodyScope { enterBody(body) }
        if scope == analysis.evalScope { declareEvalVariables() }
        hoistFunctions(in: function.body)
        return (length ?? Int32(parameters.count), slots)
    }

    /// Whether a parameter of that name follows, as it may in sloppy code.
    private func isRepeated(_ name: NameID, in parameters: ArraySlice<NodeID>) -> Bool {
        guard analysis.functions[Int(builder.function.index)].isSloppy else { return false }
        return parameters.contains { if case .identifier(name) = tree[$0] { true } else { false } }
    }

    /// Steps 27–28: a body apart from its parameters, whose `var`s begin with the value of the parameter of that name.
    private mutating func enterBody(_ body: ScopeID) {
        let parameters = scope
        scope = body
        if analysis.scopes[Int(body.index)].contextSize > 0 {
            builder.emit(.pushContext, analysis.scopes[Int(body.index)].contextSize)
        }
        initializeVariables(body)
        var variable = analysis.scopes[Int(body.index)].firstVariable
        while variable != .none {
            let record = analysis[variable]
            let parameter = analysis.lookup(record.name, in: parameters)
            if record.kind == .var, parameter != .none, analysis[parameter].kind == .parameter {
                loadUnchecked(parameter)
                initialize(variable)
            }
            variable = record.next
        }
    }

    private mutating func storeImplicit(_ name: NameID, _ opcode: Opcode) {
        guard let variable = analysis.implicit[.init(function: builder.function, name: name)] else { return }
        builder.emit(opcode)
        initialize(variable)
    }

    /// `var`s in a heap context start undefined, and a function expression's own name is bound.
    private mutating func initializeVariables(_ scope: ScopeID) {
        var variable = analysis.scopes[Int(scope.index)].firstVariable
        while variable != .none {
            let record = analysis[variable]
            switch (record.kind, record.storage) {
            case (.var, .context):
                builder.emit(.pushUndefined)
                initialize(variable)
            case (.implicit, _) where record.name == .known(.evalBinding):
                builder.emit(.pushUndefined)
                initialize(variable)
            case (.functionName, _) where record.isUsed && analysis.lookup(record.name, in: scope) == variable:
                builder.emit(.loadFunction)
                initialize(variable)
            case (.let, .local), (.const, .local), (.class, .local), (.parameter, .local):
                if record.isChecked {
                    builder.emit(.pushUninitialized)
                    initialize(variable)
                }
            default: break
            }
            variable = record.next
        }
    }

    // MARK: Scopes

    /// Begins a scope: its context, and the dead zones of its bindings.
    mutating func enterScope(_ id: ScopeID) {
        scope = id
        let record = analysis.scopes[Int(id.index)]
        if record.contextSize > 0 {
            builder.emit(.pushContext, record.contextSize)
            builder.controls.append(.init(kind: .context))
        }
        var variable = record.firstVariable
        while variable != .none {
            let binding = analysis[variable]
            if binding.isChecked, binding.hasDeadZone, case .local = binding.storage {
                builder.emit(.pushUninitialized)
                initialize(variable)
            }
            variable = binding.next
        }
    }

    mutating func leaveScope(_ id: ScopeID) {
        if analysis.scopes[Int(id.index)].contextSize > 0 {
            builder.controls.removeLast()
            builder.emit(.popContext)
        }
        scope = analysis.scopes[Int(id.index)].parent
    }

    /// Creates the functions that a list of statements declares, before the statements run.
    mutating func hoistFunctions(in statements: NodeList) {
        for statement in tree[statements] {
            var node = statement
            var fallback: NameID?
            if case .exportDeclaration(let declaration) = tree[node] { node = declaration }
            if case .exportDefault(let declaration) = tree[node] {
                node = declaration
                fallback = .known(.starDefault)
            }
            while case .labeled(_, let inner) = tree[node] { node = inner }
            guard case .functionDeclaration(let id) = tree[node], let name = tree[id].name ?? fallback else { continue }
            let code = compileFunction(id, name: tree[id].name ?? names.intern(tree.goal.defaultName))
            let variable = analysis.evalFunctions[id] ?? analysis.lookup(name, in: scope)
            if builder.isModule, case .cell(let cell) = analysis[variable].storage, scope.index == 0 {
                store.hoisted.append(.init(cell: cell, code: code))
            } else {
                builder.emit(.closure, code.index)
                initialize(variable)
            }
        }
    }

    // MARK: Numbers

    mutating func emitNumber(_ value: Double) {
        if let integer = Int32(exactly: value), value != 0 || value.sign == .plus {
            builder.emit(.pushInteger, integer)
            return
        }
        let index: Int32
        if let known = numbers[value.bitPattern] {
            index = known
        } else {
            index = Int32(store.numbers.count)
            store.numbers.append(value)
            numbers[value.bitPattern] = index
        }
        builder.emit(.pushNumber, index)
    }
}
