/// What a transpiler that prints a module anew before it runs changes of its order. Measured on Bun 1.4.
///
/// Two things: what stands behind a condition that is a constant is left out where it cannot run, so that an `await` there makes no module
/// asynchronous; and classes and default exports whose evaluation does nothing come first.
extension SyntaxTree {
    mutating func transpile(_ names: borrowing NameTable) {
        if hasTLA { hasTLA = hasLiveAwait(names) }
        moveToTop()
    }

    // MARK: Awaits

    /// Whether a top-level `await` stands where a constant condition lets it run.
    private func hasLiveAwait(_ names: borrowing NameTable) -> Bool {
        var pending = Array(self[body])
        while let node = pending.popLast() {
            if node.isNone { continue }
            switch self[node] {
            case let wait where wait.isWait: return true
            case .function, .functionDeclaration: continue
            case .if(let test, let then, let otherwise), .conditional(let test, let then, let otherwise):
                pending.append(test)
                let isTrue = constant(test, names)
                if isTrue != false { pending.append(then) }
                if isTrue != true { pending.append(otherwise) }
            case .logical(let kind, let left, let right):
                pending.append(left)
                switch (kind, constant(left, names)) {
                case (.and, false?), (.or, true?): break
                default: pending.append(right)
                }
            default: forEachChild(of: node) { pending.append($0) }
            }
        }
        return false
    }

    /// Whether a condition is true, where that stands in it; `nil` where it does not.
    private func constant(_ node: NodeID, _ names: borrowing NameTable) -> Bool? {
        switch self[node] {
        case .boolean(let value): value
        case .null, .unary(.void, _): false
        case .number(let index): numbers[Int(index)] != 0 && !numbers[Int(index)].isNaN
        case .string(let text): !names.string(text).isEmpty
        case .identifier(let name): ["undefined", "NaN"].contains(names.string(name)) ? false : nil
        case .unary(.not, let operand): constant(operand, names).map { !$0 }
        case .logical(.and, let left, let right):
            switch constant(left, names) {
            case false?: false
            case true?: constant(right, names)
            case nil: nil
            }
        case .logical(.or, let left, let right):
            switch constant(left, names) {
            case true?: true
            case false?: constant(right, names)
            case nil: nil
            }
        case .binary(.strictEqual, let left, let right), .binary(.equal, let left, let right): equality(left, right)
        case .binary(.strictNotEqual, let left, let right), .binary(.notEqual, let left, let right): equality(left, right).map { !$0 }
        default: nil
        }
    }

    private func equality(_ left: NodeID, _ right: NodeID) -> Bool? {
        guard case .string(let first) = self[left], case .string(let second) = self[right] else { return nil }
        return first == second
    }

    // MARK: What comes first

    private mutating func moveToTop() {
        let items = Array(self[body])
        let moved = items.filter { canMove($0) }
        guard !moved.isEmpty, moved.count < items.count else { return }
        let start = Int(body.start)
        lists.replaceSubrange(start..<start + items.count, with: moved + items.filter { !canMove($0) })
    }

    /// Whether an item only makes a class, or a default export that is a constant or a function.
    private func canMove(_ item: NodeID) -> Bool {
        let inner = declaration(of: item)
        if case .classDeclaration(let index) = self[inner] { return doesNothing(classes[Int(index)]) }
        guard case .exportDefault = self[item] else { return false }
        return switch self[inner] {
        case .null, .boolean, .number, .string, .bigInt, .regularExpression, .function: true
        case .template(let elements): elements.count == 1
        case .classExpression(let index): doesNothing(classes[Int(index)])
        default: false
        }
    }

    /// Whether to make the class runs nothing of the program.
    private func doesNothing(_ definition: Class) -> Bool {
        guard definition.superclass.isNone else { return false }
        return self[definition.members].allSatisfy { member in
            switch self[member] {
            case .classMethod(_, _, _, let flags): !flags.contains(.isComputed)
            case .classField(_, let value, let flags): !flags.contains(.isComputed) && (!flags.contains(.isStatic) || value.isNone)
            default: false
            }
        }
    }
}
