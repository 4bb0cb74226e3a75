extension Compiler {
    /// How a value gets into a target.
    enum AssignmentMode {
        /// A declaration gives the binding its first value.
        case initialize
        /// `=`: a dead zone or a constant is an error.
        case assign
    }

    // MARK: Variables

    /// How many contexts lie between here and the variable's.
    private func contextDistance(to target: ScopeID) -> UInt16 {
        var distance: UInt16 = 0
        var current = scope
        while current != target {
            if analysis.scopes[Int(current.index)].contextSize > 0 { distance += 1 }
            current = analysis.scopes[Int(current.index)].parent
        }
        return distance
    }

    /// Pops the value into the binding, with no check.
    mutating func initialize(_ variable: VariableID) {
        let record = analysis[variable]
        switch record.storage {
        case .local(let slot): builder.emit(.storeLocal, slot)
        case .context(let slot): builder.emit(.storeContext, slot, small: contextDistance(to: record.scope))
        case .cell(let cell): builder.emit(.storeCell, cell)
        case .global: builder.emit(record.hasDeadZone ? .initializeGlobal : .storeGlobal, record.name)
        case .dynamic:
            loadUnchecked(analysis.evalObjects[record.scope] ?? .none)
            builder.emit(.swap)
            builder.emit(.setProperty, record.name)
            builder.emit(.pop)
        case .mapped(let index):
            loadUnchecked(mapping(of: record))
            builder.emit(.setMapped, index)
        case .importBinding, .unallocated: builder.emit(.pop)
        }
    }

    mutating func loadUnchecked(_ variable: VariableID) {
        let record = analysis[variable]
        switch record.storage {
        case .local(let slot): builder.emit(.loadLocal, slot)
        case .context(let slot): builder.emit(.loadContext, slot, small: contextDistance(to: record.scope))
        case .cell(let cell): builder.emit(.loadCell, cell)
        case .importBinding(let index): builder.emit(.loadImport, index)
        case .global: builder.emit(.loadGlobal, record.name, small: 1)
        case .mapped(let index):
            loadUnchecked(mapping(of: record))
            builder.emit(.getMapped, index)
        case .unallocated, .dynamic: builder.emit(.pushUndefined)
        }
    }

    mutating func load(_ variable: VariableID, at node: NodeID) {
        loadUnchecked(variable)
        if analysis.needsCheck(variable, from: builder.function, at: tree.range(of: node).start) {
            builder.emit(.checkInitialized, analysis[variable].name)
        }
    }

    /// - Parameter opcode: how a name is loaded that is declared nowhere.
    mutating func loadIdentifier(_ node: NodeID, _ name: NameID, undeclared opcode: Opcode = .loadGlobal) {
        throughWith(node, name) { compiler, _ in
            compiler.builder.emit(.getProperty, name)
        } otherwise: { compiler in
            compiler.loadDeclared(node, name, undeclared: opcode)
        }
    }

    /// The same where no object of a `with` statement has the name.
    mutating func loadDeclared(_ node: NodeID, _ name: NameID, undeclared opcode: Opcode = .loadGlobal) {
        let variable = variable(of: node)
        if variable != .none {
            load(variable, at: node)
        } else if name == .known(.undefined) {
            builder.emit(.pushUndefined)
        } else {
            builder.emit(opcode, name)
        }
    }

    func variable(of node: NodeID) -> VariableID { analysis.resolution[Int(node.index)] }

    /// Pops the value into the binding as an assignment does.
    ///
    /// Deviation: which object of a `with` statement has the name is looked for when the value is there.
    mutating func store(to node: NodeID, _ name: NameID) {
        throughWith(node, name) { compiler, _ in
            compiler.builder.emit(.swap)
            compiler.builder.emit(.setProperty, name)
            compiler.builder.emit(.pop)
        } otherwise: { compiler in
            compiler.storeDeclared(node, name)
        }
    }

    /// Pops the value into a binding that is being declared.
    mutating func initialize(_ node: NodeID, _ name: NameID) {
        // What a `var` in a `with` statement, or in a text of `eval`, is given goes where an assignment would.
        if analysis.withObjects[node] != nil { store(to: node, name) } else { initialize(variable(of: node)) }
    }

    private mutating func storeDeclared(_ node: NodeID, _ name: NameID) {
        let variable = variable(of: node)
        guard variable != .none else {
            builder.emit(.storeGlobal, name)
            return
        }
        let record = analysis[variable]
        if analysis.needsCheck(variable, from: builder.function, at: tree.range(of: node).start) {
            loadUnchecked(variable)
            builder.emit(.checkInitialized, record.name)
            builder.emit(.pop)
        }
        switch record.kind {
        // Sloppy code loses what it gives the name of a function expression.
        case .functionName where builder.flags.contains(.isSloppy): builder.emit(.pop)
        case .const, .import_, .namespace, .functionName:
            builder.emit(.throwConstantAssignment, name)
            builder.emit(.pop)
        default: initialize(variable)
        }
    }

    /// The implicit binding of the nearest function that is no arrow, when it has one.
    func implicitVariable(_ name: NameID) -> VariableID? {
        analysis.implicit[.init(function: analysis.functionOfThis(around: builder.function), name: name)]
    }

    /// Whether the code stands in the module itself, or in arrow functions there.
    private var isOutsideFunctions: Bool { analysis.functionOfThis(around: builder.function) == .module }

    mutating func loadThis() {
        if isOutsideFunctions {
            // https://tc39.es/ecma262/#sec-module-environment-records-getthisbinding
            // https://tc39.es/ecma262/#sec-global-environment-records-getthisbinding
            if tree.isOutsideModules {
                builder.emit(.loadGlobal, .known(.globalThis))
            } else {
                builder.emit(.pushUndefined)
            }
        } else if let variable = implicitVariable(.known(.thisBinding)) {
            loadUnchecked(variable)
            builder.emit(.checkInitialized, .known(.thisBinding))
        } else {
            builder.emit(.loadThis)
        }
    }

    mutating func loadRunningFunction() {
        if let variable = implicitVariable(.known(.functionBinding)) { loadUnchecked(variable) } else { builder.emit(.loadFunction) }
    }

    mutating func loadNewTarget() {
        if isOutsideFunctions {
            builder.emit(.pushUndefined)
        } else if let variable = implicitVariable(.known(.newTargetBinding)) {
            loadUnchecked(variable)
        } else {
            builder.emit(.loadNewTarget)
        }
    }

    /// [→ this or the hole] in a derived constructor.
    mutating func loadThisUnchecked() {
        if let variable = implicitVariable(.known(.thisBinding)) { loadUnchecked(variable) } else { builder.emit(.loadThis) }
    }

    // MARK: Targets

    /// Pops the value into an identifier, a member, or a pattern.
    mutating func assignPattern(_ node: NodeID, _ mode: AssignmentMode) {
        let outerOffset = builder.offset
        builder.offset = tree.range(of: node).start
        let source = patternSource
        patternSource = .none
        defer { builder.offset = outerOffset }
        switch tree[node] {
        case .identifier(let name):
            switch mode {
            case .initialize: initialize(node, name)
            case .assign: store(to: node, name)
            }
        case .patternDefault(let target, let value):
            let given = builder.newLabel()
            builder.emit(.jumpIfNotUndefined, to: given)
            compileNamed(value, name: identifierName(target))
            builder.place(given)
            assignPattern(target, mode)
        case .member, .computedMember, .privateMember, .superMember, .superComputedMember:
            // The head of a loop: its value was there first.
            let value = builder.newLocal()
            builder.emit(.storeLocal, value)
            compileReference(node)
            builder.emit(.loadLocal, value)
            storeReference(node)
            builder.emit(.pop)
        case .arrayPattern(let elements):
            let firstLocal = builder.nextLocal
            assignArray(elements, mode, from: source)
            builder.releaseLocals(to: firstLocal)
        case .objectPattern(let properties):
            let firstLocal = builder.nextLocal
            assignObject(properties, mode, from: source)
            builder.releaseLocals(to: firstLocal)
        default: builder.emit(.pop)
        }
    }

    /// The name that an anonymous function takes when it is given to a target.
    func identifierName(_ node: NodeID) -> NameID? {
        if case .identifier(let name) = tree[node], !tree.isParenthesizedTarget(node) { return name }
        return nil
    }

    /// IteratorBindingInitialization. https://tc39.es/ecma262/#sec-runtime-semantics-iteratorbindinginitialization
    private mutating func assignArray(_ elements: NodeList, _ mode: AssignmentMode, from source: PatternSource) {
        let record = newRecord()
        emitPatternIterator(source, small: record)
        builder.patternDepth += 1
        defer { builder.patternDepth -= 1 }
        let region = beginRegion(iterator: record)
        for element in tree[elements] {
            if element.isNone {
                builder.emit(.iteratorElement, small: record)
                builder.emit(.pop)
            } else if case .rest(let target) = tree[element] {
                assignElement(target, mode) { $0.builder.emit(.iteratorRest, small: record) }
            } else {
                assignElement(element, mode) { $0.builder.emit(.iteratorElement, small: record) }
            }
        }
        let end = builder.newLabel()
        endRegion(region) { compiler in
            compiler.builder.emit(.iteratorCloseSilently, small: record)
            compiler.builder.emit(.throw)
        } skippingWith: { compiler in
            compiler.builder.emit(.iteratorClose, small: record)
            compiler.builder.emit(.jump, to: end)
        }
        builder.place(end)
    }

    /// Assigns the value that `source` pushes to an element of a pattern. A property's reference is evaluated before its value
    /// is fetched. https://tc39.es/ecma262/#sec-runtime-semantics-iteratordestructuringassignmentevaluation
    private mutating func assignElement(_ element: NodeID, _ mode: AssignmentMode, from source: (inout Compiler) -> Void) {
        var target = element
        var value = NodeID.none
        if case .patternDefault(let inner, let initializer) = tree[element] { (target, value) = (inner, initializer) }
        switch tree[target] {
        case .member, .computedMember, .privateMember, .superMember, .superComputedMember:
            let outerOffset = builder.offset
            builder.offset = tree.range(of: target).start
            compileReference(target)
            source(&self)
            if !value.isNone {
                let given = builder.newLabel()
                builder.emit(.jumpIfNotUndefined, to: given)
                compile(value)
                builder.place(given)
            }
            storeReference(target)
            builder.emit(.pop)
            builder.offset = outerOffset
        default:
            source(&self)
            assignPattern(element, mode)
        }
    }

    private func hasDefaultOrMember(_ target: NodeID) -> Bool {
        switch tree[target] {
        case .patternDefault, .member, .computedMember, .privateMember, .superMember, .superComputedMember: true
        default: false
        }
    }

    /// BindingInitialization and DestructuringAssignmentEvaluation of an object pattern.
    private mutating func assignObject(_ properties: NodeList, _ mode: AssignmentMode, from given: PatternSource) {
        var first = NameID.known(.empty)
        var isRead = builder.patternDepth > 0
        if let property = tree[properties].first, case .patternProperty(let key, let target, false) = tree[property],
            case .string(let name) = tree[key]
        {
            first = name
            isRead = isRead || hasDefaultOrMember(target)
        }
        builder.emit(.requireObjectCoercible, Int32(store.destructurings.count))
        store.destructurings.append(
            Destructuring(first: first, source: destructuredText(given), isRead: isRead))
        builder.patternDepth += 1
        defer { builder.patternDepth -= 1 }
        let source = builder.newLocal()
        builder.emit(.storeLocal, source)
        let needsKeys = tree[properties].last.map { if case .rest = tree[$0] { true } else { false } } ?? false
        var keys: [Int32] = []
        for property in tree[properties] {
            switch tree[property] {
            case .patternProperty(let key, let target, let isComputed):
                compile(key)
                if isComputed { builder.emit(.toPropertyKey) }
                let slot = builder.newLocal()
                builder.emit(.storeLocal, slot)
                if needsKeys { keys.append(slot) }
                assignElement(target, mode) { compiler in
                    compiler.builder.emit(.loadLocal, source)
                    compiler.builder.emit(.loadLocal, slot)
                    compiler.builder.emit(.getElement)
                }
            case .rest(let target):
                assignElement(target, mode) { compiler in
                    compiler.builder.emit(.loadLocal, source)
                    for slot in keys { compiler.builder.emit(.loadLocal, slot) }
                    compiler.builder.emit(.copyPropertiesExcept, Int32(keys.count))
                    compiler.builder.emit(.swap)
                    compiler.builder.emit(.pop)
                }
            default: break
            }
        }
    }
}
