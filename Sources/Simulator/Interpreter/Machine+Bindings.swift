import JavaScript

/// The variables of the running code: in contexts, as globals, and in their dead zone.
extension Machine {
    // MARK: Contexts

    @inline(__always) mutating func contextSlot(_ instruction: Instruction) -> Int {
        var record = heap.contexts[Int(running.context)]
        var distance = instruction.small
        while distance > 0 {
            record = heap.contexts[Int(record.parent)]
            distance -= 1
        }
        return Int(record.slots.start + instruction.operand)
    }

    mutating func pushContext(_ count: Int32) {
        budget.countWork(Int(count))
        let block = heap.allocate(capacity: Int(count))
        for offset in 0..<Int(count) { heap.slots[Int(block.start) + offset] = .uninitialized }
        heap.contexts.append(ContextRecord(parent: running.context, slots: block, count: count))
        running.context = Int32(heap.contexts.count - 1)
    }

    mutating func copyContext() {
        let record = heap.contexts[Int(running.context)]
        budget.countWork(Int(record.count))
        let block = heap.allocate(capacity: Int(record.count))
        for offset in 0..<Int(record.count) {
            heap.slots[Int(block.start) + offset] = heap.slots[Int(record.slots.start) + offset]
        }
        heap.contexts.append(ContextRecord(parent: record.parent, slots: block, count: record.count))
        running.context = Int32(heap.contexts.count - 1)
    }

    // MARK: Names

    /// - Parameter isOwn: whether the text that the code comes from declares the name.
    mutating func loadGlobal(_ name: NameID, isOwn: Bool = false) throws(Abrupt) -> Value? {
        budget.steps += 1
        if !graph.globalLexicals.isEmpty, let lexical = graph.globalLexicals[name] {
            let value = graph.cells[Int(lexical.cell)]
            if !value.isUninitialized { return value }
            if isOwn { throw deadZoneError(Int32(name.index)) }
            // V8 tells of another script's name in its dead zone as of one that there is not.
            throw because(.deadZone(name), referenceError("\(strings.names.string(name)) is not defined"))
        }
        if let own = lookup(realm.global, .name(name)) {
            if case .accessor = own.value { return try get(realm.global, .name(name)) }
            return own.value
        }
        return try hasProperty(realm.global, .name(name)) ? get(realm.global, .name(name)) : nil
    }

    /// [value →]
    mutating func storeGlobal(_ name: NameID) throws(Abrupt) {
        if !graph.globalLexicals.isEmpty, let lexical = graph.globalLexicals[name] {
            if graph.cells[Int(lexical.cell)].isUninitialized { throw deadZoneError(Int32(name.index)) }
            if lexical.isConstant { throw typeError("Assignment to constant variable.") }
            graph.cells[Int(lexical.cell)] = stack.pop()
            return
        }
        guard try hasProperty(realm.global, .name(name)) || runsSloppyCode else { throw undeclaredError(name) }
        // https://tc39.es/ecma262/#sec-object-environment-records-setmutablebinding-n-v-s
        guard try !setConverted(realm.global, .name(name), stack.pop()), !runsSloppyCode else { return }
        throw setError(.object(realm.global), .name(name))
    }

    mutating func deadZoneError(_ operand: Int32) -> Abrupt {
        let name = NameID(UInt32(operand))
        if name == .known(.thisBinding) {
            return referenceError(
                "Must call super constructor in derived class before accessing 'this' or returning from derived constructor")
        }
        let text = name == .known(.starDefault) ? "default" : strings.names.string(name)
        return because(.deadZone(name), referenceError("Cannot access '\(text)' before initialization"))
    }

    mutating func undeclaredError(_ name: NameID) -> Abrupt {
        because(.undeclared(name), referenceError("\(strings.names.string(name)) is not defined"))
    }

    mutating func importDeadZoneError(_ index: Int32) -> Abrupt {
        let name = importedName(running.module, index)
        return because(.importDeadZone(running.module, index), referenceError("Cannot access '\(name)' before initialization"))
    }

    /// The name that an import binding has in its module.
    mutating func importedName(_ module: ModuleID, _ index: Int32) -> String {
        let unit = code.modules[Int(graph[module].unit.index)]
        return strings.names.string(code.importNames[unit.importNames.lowerBound + Int(index)])
    }
}
