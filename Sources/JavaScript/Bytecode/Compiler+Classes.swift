import Diagnostics

extension Compiler {
    /// ClassDefinitionEvaluation; the constructor is pushed.
    /// https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation
    mutating func compileClass(_ index: UInt32, name: NameID) {
        let record = tree.classes[Int(index)]
        let classScope = analysis.scopeOfClass[Int(index)]
        let outerOffset = builder.offset
        builder.offset = record.range.start
        enterScope(classScope)
        createPrivateNames(classScope)
        if record.superclass.isNone { builder.emit(.pushUndefined) } else { compile(record.superclass) }
        let constructor = compileConstructor(record, name: name)
        builder.emit(.newClass, constructor.index, small: record.superclass.isNone ? 0 : 1)
        var later: [(member: NodeID, key: Int32?)] = []
        for member in tree[record.members] { compileMember(member, &later) }
        builder.emit(.pop)
        if let ownName = record.name {
            builder.emit(.duplicate)
            initialize(analysis.lookup(ownName, in: classScope))
        }
        for element in later { compileStatic(element.member, key: element.key) }
        leaveScope(classScope)
        builder.offset = outerOffset
    }

    private mutating func createPrivateNames(_ classScope: ScopeID) {
        var variable = analysis.scopes[Int(classScope.index)].firstVariable
        while variable != .none {
            if analysis[variable].kind == .privateName {
                builder.emit(.newPrivateName, analysis[variable].name)
                initialize(variable)
            }
            variable = analysis[variable].next
        }
    }

    private mutating func compileConstructor(_ record: SyntaxTree.Class, name: NameID) -> CodeID {
        if !record.constructor.isNone, case .function(let id) = tree[record.constructor] {
            let code = compileFunction(id, name: name)
            // [[SourceText]] of a class is the whole class.
            store.functions[Int(code.index)].range = record.range
            return code
        }
        // The constructor that a class without one has.
        let code = reserveCode()
        let isDerived = !record.superclass.isNone
        let outerFunction = builder.function
        var outer = borrowBuilder()
        var flags: SyntaxTree.FunctionFlags = [.isMethod, .isClassConstructor]
        if isDerived { flags.insert(.isDerivedConstructor) }
        builder.begin(function: outerFunction, flags: flags, isModule: false, localCount: 0)
        builder.offset = record.range.start
        if isDerived {
            builder.emit(.loadFunction)
            builder.emit(.loadNewTarget)
            builder.emit(.createRest, 0)
            builder.emit(.superCall)
            builder.emit(.loadFunction)
            builder.emit(.initializeFields)
        } else {
            builder.emit(.pushUndefined)
        }
        builder.emit(.return)
        finish(
            code, name: name, flags: isDerived ? [.isMethod, .isClassConstructor, .isDerived] : [.isMethod, .isClassConstructor],
            length: 0, parameterSlots: 0, range: record.range)
        returnBuilder(&outer)
        return code
    }

    /// [constructor prototype → constructor prototype]
    private mutating func compileMember(_ member: NodeID, _ later: inout [(member: NodeID, key: Int32?)]) {
        builder.offset = tree.range(of: member).start
        switch tree[member] {
        case .classMethod(let key, let value, let kind, let flags):
            let method: UInt16 = kind == .getter ? MethodKind.getter : kind == .setter ? MethodKind.setter : MethodKind.method
            let isStatic = flags.contains(.isStatic)
            if case .privateName(let name) = tree[key] {
                load(variable(of: key), at: key)
                let text = names.internPrivate(name)
                compileNamed(value, name: methodName(text, method))
                builder.emit(.addPrivateMethod, isStatic ? 1 : 0, small: method)
                return
            }
            if isStatic { builder.emit(.swap) }
            if !flags.contains(.isComputed), case .string(let name) = tree[key] {
                compileNamed(value, name: methodName(name, method))
                builder.emit(.defineMethod, name, small: method)
            } else {
                compile(key)
                builder.emit(.toPropertyKey)
                compile(value)
                builder.emit(.setFunctionName, small: method)
                builder.emit(.defineElementMethod, small: method)
            }
            if isStatic { builder.emit(.swap) }
        case .classField(let key, let value, let flags):
            if flags.contains(.isStatic) {
                var slot: Int32?
                if flags.contains(.isComputed) {
                    compile(key)
                    builder.emit(.toPropertyKey)
                    slot = builder.newLocal()
                    builder.emit(.storeLocal, slot!)
                }
                later.append((member, slot))
                return
            }
            compileFieldKey(key, flags)
            let namesFunction = compileInitializer(value, key: key, flags: flags)
            builder.emit(.addField, small: namesFunction ? 1 : 0)
        case .classStaticBlock: later.append((member, nil))
        default: break
        }
    }

    private mutating func compileFieldKey(_ key: NodeID, _ flags: ClassMemberFlags) {
        if case .privateName = tree[key] {
            load(variable(of: key), at: key)
        } else {
            compile(key)
            if flags.contains(.isComputed) { builder.emit(.toPropertyKey) }
        }
    }

    /// [→ the function that computes the field's first value, or undefined]
    ///
    /// - Returns: whether the value is an anonymous function that takes the name of a key which is known only when it runs.
    private mutating func compileInitializer(_ value: NodeID, key: NodeID, flags: ClassMemberFlags) -> Bool {
        guard !value.isNone, case .function(let id) = tree[value] else {
            builder.emit(.pushUndefined)
            return false
        }
        let name = fieldName(key)
        let initializer = compileFunction(id, name: .known(.empty), fieldName: name)
        builder.emit(.closure, initializer.index)
        guard name == nil, let body = tree[tree[id].body].first, case .return(let result) = tree[body] else { return false }
        return tree.isAnonymousFunction(result)
    }

    /// [[ClassFieldInitializerName]], where it is known before the program runs.
    private mutating func fieldName(_ key: NodeID) -> NameID? {
        switch tree[key] {
        case .string(let name): name
        case .privateName(let name): names.internPrivate(name)
        default: nil
        }
    }

    /// [constructor → constructor]
    private mutating func compileStatic(_ member: NodeID, key slot: Int32?) {
        builder.offset = tree.range(of: member).start
        switch tree[member] {
        case .classField(let key, let value, let flags):
            if let slot { builder.emit(.loadLocal, slot) } else { compileFieldKey(key, flags) }
            let namesFunction = compileInitializer(value, key: key, flags: flags)
            builder.emit(.defineStaticField, small: namesFunction ? 1 : 0)
        case .classStaticBlock(let function):
            compile(function)
            builder.emit(.callStatic)
        default: break
        }
    }
}
