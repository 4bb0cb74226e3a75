import Text

extension Renaming {
    /// Renames what would hide a new or reserved name from a place where it is used, or would clash with one, so that every identifier means
    /// what it meant. Names that were given stay; what has none gets a new one only where it must.
    ///
    /// - Complexity: linear in the number of bindings, and in the number of scopes that lie between each name's uses and its declaration.
    public mutating func settle() {
        guard someNameIsInTheWay else { return }
        var fresh = UniqueNames()
        fresh.reserve(bindings.freeNames)
        fresh.reserve(reserved.map(\.text))
        for id in bindings.ids { fresh.reserve([bindings[id].name, root(of: id)]) }
        moveWhatIsHidden(&fresh)
        for index in bindings.scopes.indices {
            let scope = ScopeID(index: Int32(index))
            var taken = Taken(scope, self)
            // Those that have a name come before those that may move.
            let own = bindings.bindings(in: scope)
            for id in own where self[id] != nil { taken.note(id, self) }
            for id in own where self[id] == nil && bindings[id].hasName {
                if taken.isFree(bindings[id].name, for: id, self) {
                    taken.note(id, self)
                } else {
                    self[id] = .identifier(fresh.claim(bindings[id].name))
                }
            }
        }
    }

    /// Renames what has no new name and would be hidden, where it is used, by what has one.
    private mutating func moveWhatIsHidden(_ fresh: inout UniqueNames) {
        for index in bindings.scopes.indices {
            let scope = ScopeID(index: Int32(index))
            var given: [ExactText: BindingID] = [:]
            for id in bindings.bindings(in: scope) {
                if case .identifier(let name)? = self[id] { given[ExactText(name)] = bindings[id].namesake }
            }
            if given.isEmpty { continue }
            for id in bindings.bindingsOutside(scope) where self[id] == nil && bindings[id].hasName {
                if let other = given[ExactText(bindings[id].name)], other != bindings[id].namesake {
                    self[id] = .identifier(fresh.claim(bindings[id].name))
                }
            }
        }
    }

    /// Whether a binding has the name that another one was given, or a reserved one. What the source calls them is no conflict.
    private var someNameIsInTheWay: Bool {
        var given = reserved
        for id in bindings.ids where changes(id) { given.insert(ExactText(root(of: id))) }
        if given.isEmpty { return false }
        return bindings.ids.contains { self[$0] == nil && given.contains(ExactText(bindings[$0].name)) }
    }

    /// What is wrong with the names; empty when every identifier means what it meant.
    ///
    /// - Parameter omitsImports: whether imports are not printed: then several may have the name of the one thing that they bring.
    /// - Returns: a sentence each, by scope.
    func conflicts(omitsImports: Bool) -> [String] {
        var found: [String] = []
        for index in bindings.scopes.indices {
            let scope = ScopeID(index: Int32(index))
            var taken = Taken(scope, self)
            for id in bindings.bindings(in: scope) where bindings[id].hasName || self[id] != nil {
                if case .member = self[id] { continue }
                if omitsImports, bindings[id].isImported { continue }
                let name = root(of: id)
                if !taken.isFree(name, for: id, self) {
                    found.append("'\(name)', for '\(bindings[id].name)', has another meaning in the scope that declares it")
                } else if changes(id), UniqueNames.isReservedWord(name) {
                    found.append("'\(name)' is reserved and cannot stand for '\(bindings[id].name)'")
                }
                taken.note(id, self)
            }
        }
        return found
    }

    /// The names that a binding of a scope must not have.
    private struct Taken {
        /// Of the world outside, by identifiers in the scope or inside it.
        private var outside: [ExactText: BindingID?] = [:]
        /// Of the scope's own bindings.
        private var own: [ExactText: BindingID] = [:]
        /// Of the scope around it, where that counts as one with it for some declarations.
        private var around: [ExactText: BindingID] = [:]
        /// A function of a function's body may have a parameter's name: it has its own value from the start. One of a `catch` may not.
        private let isBodyOfFunction: Bool
        /// The objects that imports become members of.
        private var objects: Set<ExactText> = []

        init(_ scope: ScopeID, _ renaming: Renaming) {
            let bindings = renaming.bindings
            isBodyOfFunction = bindings[scope].kind == .functionBody
            for id in bindings.bindings(in: scope) {
                if case .member(let object, _) = renaming[id] { objects.insert(ExactText(object)) }
            }
            for meaning in bindings.outsideMeanings(of: scope) {
                switch meaning {
                case .binding(let id): outside[ExactText(renaming.root(of: id))] = .some(bindings[id].namesake)
                case .free(let index): outside[ExactText(bindings.freeNames[index])] = .some(nil)
                }
            }
            for id in bindings.parameters(aroundBody: scope) { around[ExactText(renaming.root(of: id))] = bindings[id].namesake }
        }

        mutating func note(_ id: BindingID, _ renaming: Renaming) {
            if case .member = renaming[id] { return }
            let name = ExactText(renaming.root(of: id))
            if own[name] == nil || renaming.bindings[own[name]!].kind == .functionName { own[name] = id }
        }

        func isFree(_ name: String, for id: BindingID, _ renaming: Renaming) -> Bool {
            let bindings = renaming.bindings
            let text = ExactText(name)
            let isGiven = renaming[id] != nil
            // At the top level, what is given may well be what the text made by hand means.
            if renaming.reserved.contains(text), !isGiven || bindings[id].scope != .module { return false }
            if objects.contains(text), !isGiven { return false }
            // Namesakes have one name, though one hides the other.
            if let other = outside[text], other != bindings[id].namesake { return false }
            if let other = own[text], !mayHaveOneName(id, other, renaming) { return false }
            let hasOwnValue = isBodyOfFunction && bindings[id].kind == .function
            if let other = around[text], other != bindings[id].namesake, !hasOwnValue { return false }
            return true
        }

        /// Whether two bindings of one scope may have one name.
        private func mayHaveOneName(_ first: BindingID, _ second: BindingID, _ renaming: Renaming) -> Bool {
            let (one, other) = (renaming.bindings[first], renaming.bindings[second])
            if one.namesake == other.namesake { return true }
            // The name of a function expression stands behind everything else in it.
            return (one.kind == .functionName || other.kind == .functionName) && ExactText(one.name) == ExactText(other.name)
        }
    }
}

extension Bindings {
    /// The parameters of a function or a `catch` whose body is a scope of its own: that must not declare their names again.
    fileprivate func parameters(aroundBody scope: ScopeID) -> [BindingID] {
        guard let parent = self[scope].parent,
            self[scope].kind == .functionBody || (self[scope].kind == .block && self[parent].kind == .catchPattern)
        else { return [] }
        return bindings(in: parent).filter { self[$0].kind == .parameter || self[$0].kind == .catchParameter }
    }

    /// The bindings further out whose names a scope's own must not take.
    fileprivate func bindingsOutside(_ scope: ScopeID) -> [BindingID] {
        let used = outsideMeanings(of: scope).compactMap { meaning -> BindingID? in
            if case .binding(let id) = meaning { id } else { nil }
        }
        return used + parameters(aroundBody: scope)
    }
}
