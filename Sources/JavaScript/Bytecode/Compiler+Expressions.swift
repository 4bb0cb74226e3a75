import RegularExpressions

extension Compiler {
    /// Compiles an expression; its value is pushed.
    mutating func compile(_ node: NodeID) {
        let outerOffset = builder.offset
        builder.offset = tree.range(of: node).start
        compileHere(node)
        builder.offset = outerOffset
    }

    /// Compiles an expression whose value nobody wants.
    mutating func compileForEffect(_ node: NodeID) {
        builder.offset = tree.range(of: node).start
        switch tree[node] {
        case .assignment(let target, let value):
            if case .identifier(let name) = tree[target] {
                compileNamed(value, name: identifierName(target))
                store(to: target, name)
                return
            }
        case .update(let change, _, let operand):
            if case .identifier(let name) = tree[operand] {
                loadIdentifier(operand, name)
                builder.emit(change == .increment ? .increment : .decrement)
                store(to: operand, name)
                return
            }
        case .compoundAssignment(let change, let target, let value):
            if case .identifier(let name) = tree[target] {
                loadIdentifier(target, name)
                compile(value)
                builder.emit(Self.opcode(change))
                store(to: target, name)
                return
            }
        case .sequence(let list):
            for expression in tree[list] { compileForEffect(expression) }
            return
        default: break
        }
        compile(node)
        builder.emit(.pop)
    }

    /// Compiles a value that takes the name of what it is assigned to, if it is an anonymous function or class.
    /// https://tc39.es/ecma262/#sec-runtime-semantics-namedevaluation
    mutating func compileNamed(_ node: NodeID, name: NameID?) {
        if let name {
            switch tree[node] {
            case .function(let id) where tree[id].name == nil:
                builder.emit(.closure, compileFunction(id, name: name).index)
                return
            case .classExpression(let index) where tree.classes[Int(index)].name == nil:
                compileClass(index, name: name)
                return
            default: break
            }
        }
        compile(node)
    }

    private mutating func compileHere(_ node: NodeID) {
        switch tree[node] {
        case .identifier(let name): loadIdentifier(node, name)
        case .this: loadThis()
        case .null: builder.emit(.pushNull)
        case .boolean(let value): builder.emit(value ? .pushTrue : .pushFalse)
        case .number(let index): emitNumber(tree.numbers[Int(index)])
        case .string(let name): builder.emit(.pushString, name)
        case .regularExpression(let pattern, let flags):
            let flags = RegularExpressionFlags(names.string(flags)) ?? []
            builder.emit(.newRegularExpression, pattern, small: UInt16(flags.rawValue))
        case .bigInt(let text): builder.emit(.pushBigInt, text)
        case .template(let elements): compileTemplate(elements)
        case .array(let elements): compileArray(elements)
        case .object(let properties): compileObject(properties)
        case .function(let id): builder.emit(.closure, compileFunction(id, name: tree[id].name ?? .known(.empty)).index)
        case .classExpression(let index): compileClass(index, name: tree.classes[Int(index)].name ?? .known(.empty))
        case .unary(let operation, let operand): compileUnary(operation, operand)
        case .update(let change, let isPrefix, let operand): compileUpdate(change, isPrefix, operand)
        case .binary, .logical, .member, .computedMember, .privateMember, .call, .taggedTemplate: compileLinks(node, isCalled: false)
        case .assignment(let target, let value): compileAssignment(target, value)
        case .compoundAssignment(let operation, let target, let value): compileCompound(operation, target, value)
        case .logicalAssignment(let operation, let target, let value): compileLogicalAssignment(operation, target, value)
        case .conditional(let test, let then, let otherwise): compileConditional(test, then, otherwise)
        case .sequence(let list):
            for expression in tree[list].dropLast() { compileForEffect(expression) }
            if let last = tree[list].last { compile(last) }
        case .superMember, .superComputedMember: compileSuperMember(node)
        case .superCall(let arguments): compileSuperCall(arguments)
        case .new(let callee, let arguments): compileNew(callee, arguments)
        case .optionalChain(let inner): compileChain { $0.compile(inner) }
        case .importCall(let specifier, let options, let phase):
            compile(specifier)
            if options.isNone { builder.emit(.pushUndefined) } else { compile(options) }
            builder.emit(.importCall, small: UInt16(phase.rawValue))
        case .importMeta: builder.emit(.importMeta)
        case .newTarget: loadNewTarget()
        case .await(let operand):
            let offset = builder.offset
            compile(operand)
            builder.offset = offset
            emitAwait(of: operand, as: .unary)
        case .yield(let argument, let isDelegate): compileYield(argument, isDelegate)
        case .privateIn(_, let object):
            load(variable(of: node), at: node)
            compile(object)
            builder.emit(.hasPrivate)
        default: builder.emit(.pushUndefined)
        }
    }

    /// Waits for the value on the stack.
    ///
    /// - Parameters:
    ///   - expression: what gave it; none when nothing in the text did.
    ///   - level: how tightly an expression must bind that stands there without parentheses.
    mutating func emitAwait(of expression: NodeID, as level: Precedence) {
        guard !expression.isNone else { return builder.emit(.await) }
        store.awaited.append(
            AwaitedExpression(
                range: tree.range(of: expression), needsParentheses: Precedence(tree[expression], in: tree) < level))
        builder.emit(.await, Int32(store.awaited.count))
    }

    private mutating func compileConditional(_ test: NodeID, _ then: NodeID, _ otherwise: NodeID) {
        let no = builder.newLabel()
        let end = builder.newLabel()
        compile(test)
        builder.emit(.jumpIfFalse, to: no)
        compile(then)
        builder.emit(.jump, to: end)
        builder.depth -= 1
        builder.place(no)
        compile(otherwise)
        builder.place(end)
    }

    // MARK: Literals

    private mutating func compileTemplate(_ elements: NodeList) {
        var isFirst = true
        for element in tree[elements] {
            if case .templateElement(let cooked, _) = tree[element] {
                let text = cooked ?? .known(.empty)
                if isFirst {
                    builder.emit(.pushString, text)
                } else if text != .known(.empty) {
                    builder.emit(.pushString, text)
                    builder.emit(.add)
                }
            } else {
                compile(element)
                builder.emit(.toString)
                builder.emit(.add)
            }
            isFirst = false
        }
    }

    /// [f this → value]
    mutating func compileTagged(_ elements: NodeList) {
        var pieces: [(cooked: NameID?, raw: NameID)] = []
        for element in tree[elements] {
            if case .templateElement(let cooked, let raw) = tree[element] { pieces.append((cooked, raw)) }
        }
        builder.emit(.templateObject, Int32(store.templates.count))
        store.templates.append(pieces)
        var count: Int32 = 1
        for element in tree[elements] {
            if case .templateElement = tree[element] { continue }
            compile(element)
            count += 1
        }
        builder.emit(.call, count)
    }

    /// [→ array]
    ///
    /// - Parameter isArguments: whether the elements are the arguments of a call.
    mutating func compileArray(_ elements: NodeList, isArguments: Bool = false) {
        builder.emit(.newArray, Int32(elements.count))
        // V8 makes an array of arguments first unless their one `...` is the last.
        let isSpreadCall = isArguments && !tree[elements].dropLast().contains { isSpread($0) }
        for element in tree[elements] {
            if element.isNone {
                builder.emit(.appendHole)
            } else if case .spread(let operand) = tree[element] {
                compile(operand)
                let offset = builder.offset
                if !isArguments { builder.offset = tree.range(of: operand).start }
                let text = isSpreadCall ? argumentText(operand) : isArguments ? nil : iterableText(operand)
                builder.emit(.appendSpread, iteratorOperand(text), small: isSpreadCall ? 1 : 0)
                builder.offset = offset
            } else {
                compile(element)
                builder.emit(.appendElement)
            }
        }
    }

    private mutating func compileObject(_ properties: NodeList) {
        builder.emit(.newObject)
        for property in tree[properties] {
            switch tree[property] {
            case .spread(let operand):
                compile(operand)
                builder.emit(.copyProperties)
            case .property(let key, let value, let kind, let isComputed):
                compileProperty(key, value, kind, isComputed)
            default: break
            }
        }
    }

    private mutating func compileProperty(_ key: NodeID, _ value: NodeID, _ kind: PropertyKind, _ isComputed: Bool) {
        var method: UInt16?
        switch kind {
        case .method: method = MethodKind.method | MethodKind.isEnumerable
        case .getter: method = MethodKind.getter | MethodKind.isEnumerable
        case .setter: method = MethodKind.setter | MethodKind.isEnumerable
        case .value, .shorthand: method = nil
        }
        if !isComputed, case .string(let name) = tree[key] {
            if let method {
                compileNamed(value, name: methodName(name, method))
                builder.emit(.defineMethod, name, small: method)
            } else if name == .known(.proto), kind == .value {
                compile(value)
                builder.emit(.definePrototype)
            } else {
                compileNamed(value, name: name)
                builder.emit(.defineProperty, name)
            }
            return
        }
        compile(key)
        builder.emit(.toPropertyKey)
        compile(value)
        if method != nil || tree.isAnonymousFunction(value) { builder.emit(.setFunctionName, small: method.map { $0 & 3 } ?? 0) }
        if let method {
            builder.emit(.defineElementMethod, small: method)
        } else {
            builder.emit(.defineElement)
        }
    }

    /// `get x` and `set x` for accessors.
    mutating func methodName(_ name: NameID, _ kind: UInt16) -> NameID {
        switch kind & 3 {
        case MethodKind.getter: names.intern("get " + names.string(name))
        case MethodKind.setter: names.intern("set " + names.string(name))
        default: name
        }
    }

    // MARK: Operators

    private mutating func compileUnary(_ operation: UnaryOperator, _ operand: NodeID) {
        switch operation {
        case .typeof:
            if case .identifier(let name) = tree[operand] {
                loadIdentifier(operand, name, undeclared: .loadGlobalOrUndefined)
            } else {
                compile(operand)
            }
            builder.emit(.typeOf)
        case .void:
            compileForEffect(operand)
            builder.emit(.pushUndefined)
        case .delete: compileDelete(operand)
        case .minus:
            if case .number(let index) = tree[operand] {
                emitNumber(-tree.numbers[Int(index)])
            } else {
                compile(operand)
                builder.emit(.negate)
            }
        case .plus:
            compile(operand)
            builder.emit(.toNumber)
        case .not:
            compile(operand)
            builder.emit(.not)
        case .bitwiseNot:
            compile(operand)
            builder.emit(.bitwiseNot)
        }
    }

    private mutating func compileDelete(_ operand: NodeID) {
        switch tree[operand] {
        case .member(let object, let name, let isOptional):
            compile(object)
            if isOptional { builder.emit(.jumpIfNullish, to: chainLabel) }
            builder.emit(.deleteProperty, name)
        case .computedMember(let object, let key, let isOptional):
            compile(object)
            if isOptional { builder.emit(.jumpIfNullish, to: chainLabel) }
            compile(key)
            builder.emit(.deleteElement)
        case .superMember, .superComputedMember:
            // https://tc39.es/ecma262/#sec-delete-operator-runtime-semantics-evaluation, step 4.b
            loadThis()
            builder.emit(.pop)
            if case .superComputedMember(let key) = tree[operand] { compileForEffect(key) }
            builder.emit(.throwSuperDelete)
            builder.emit(.pushTrue)
        case .optionalChain(let inner): compileChain(otherwise: .pushTrue) { $0.compileDelete(inner) }
        case .identifier(let name):
            // Sloppy code alone has this: a variable stays, a property of the global object goes.
            throughWith(operand, name) { compiler, _ in
                compiler.builder.emit(.deleteProperty, name)
            } otherwise: { compiler in
                let variable = compiler.variable(of: operand)
                if variable == .none || (compiler.analysis[variable].storage == .global && !compiler.analysis[variable].hasDeadZone) {
                    compiler.builder.emit(.loadGlobal, .known(.globalThis))
                    compiler.builder.emit(.deleteProperty, name)
                } else {
                    compiler.builder.emit(.pushFalse)
                }
            }
        default:
            compileForEffect(operand)
            builder.emit(.pushTrue)
        }
    }

    static func opcode(_ operation: BinaryOperator) -> Opcode {
        switch operation {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .remainder: .remainder
        case .exponent: .exponent
        case .bitwiseAnd: .bitwiseAnd
        case .bitwiseOr: .bitwiseOr
        case .bitwiseXor: .bitwiseXor
        case .shiftLeft: .shiftLeft
        case .shiftRight: .shiftRight
        case .shiftRightUnsigned: .shiftRightUnsigned
        case .equal: .equal
        case .notEqual: .notEqual
        case .strictEqual: .strictEqual
        case .strictNotEqual: .strictNotEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .instanceof: .instanceOf
        case .in: .inOperator
        }
    }

    static func shortCircuit(_ operation: LogicalOperator) -> Opcode {
        switch operation {
        case .and: .jumpIfFalseOrPop
        case .or: .jumpIfTrueOrPop
        case .coalesce: .jumpIfPresentOrPop
        }
    }
}
