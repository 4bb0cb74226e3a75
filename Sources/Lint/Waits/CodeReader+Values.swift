import JavaScript
import Programs

/// What expressions stand for.
extension CodeReader {
    func values(of node: NodeID, in module: ModuleNumber, depth: Int = 0) -> Values {
        isNested { valuesHere(of: node, in: module, depth) } ?? .unknown
    }

    private func valuesHere(of node: NodeID, in module: ModuleNumber, _ depth: Int) -> Values {
        guard depth < Self.deepest, stepsLeft > 0, !node.isNone, let facts = facts(of: module) else { return .unknown }
        stepsLeft -= 1
        let tree = facts.code.tree
        switch tree[node] {
        case .function(let function): return Values(.function(FunctionPlace(module: module, function: function)))
        case .object, .array: return Values(.literal(NodePlace(module: module, node: node)))
        case .classExpression(let index): return Values(.class(module, index))
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node) else { return .unknown }
            let place = BindingPlace(module: module, binding: binding)
            let values = values(of: place, depth: depth + 1)
            return values.isExact && !isSettled(place, at: NodePlace(module: module, node: node)) ? inexact(values) : values
        case .this:
            switch owners(of: module)?.this(at: node) {
            case .class(let index):
                let values = Values(.instance(module, index))
                return isExtended(module, index) ? inexact(values) : values
            case .staticMember(let index): return inexact(Values(.class(module, index)))
            case .literal(let literal): return Values(.literal(NodePlace(module: module, node: literal)))
            default: return .unknown
            }
        case .new(let callee, _):
            return map(values(of: callee, in: module, depth: depth + 1)) { value in
                guard case .class(let home, let index) = value else { return .unknown }
                let made = Values(.instance(home, index))
                return returnsAnother(home, index) ? inexact(made) : made
            }
        case .member(let object, let name, _):
            let owner = values(of: object, in: module, depth: depth + 1)
            let found = member(facts.code.text(name), of: owner, depth)
            // Code of a circle may come to it before it is there.
            if found.isExact, case .namespace(let target)? = owner.all.first, isInOneCircle(target, module),
                !found.all.allSatisfy(isFunction)
            {
                return inexact(found)
            }
            return found
        case .privateMember(let object, let name, _):
            return member("#" + facts.code.text(name), of: values(of: object, in: module, depth: depth + 1), depth)
        case .computedMember(let object, let key, _):
            if case .string(let name) = tree[key] {
                return member(facts.code.text(name), of: values(of: object, in: module, depth: depth + 1), depth)
            }
            return allMembers(of: values(of: object, in: module, depth: depth + 1), depth)
        case .sequence(let list): return tree[list].last.map { values(of: $0, in: module, depth: depth + 1) } ?? .unknown
        case .assignment(_, let value): return values(of: value, in: module, depth: depth + 1)
        case .optionalChain(let inner): return values(of: inner, in: module, depth: depth + 1)
        case .conditional(_, let then, let otherwise):
            var result = values(of: then, in: module, depth: depth + 1)
            result.add(values(of: otherwise, in: module, depth: depth + 1))
            return result
        case .logical(_, let first, let second):
            var result = values(of: first, in: module, depth: depth + 1)
            result.add(values(of: second, in: module, depth: depth + 1))
            return result
        case .await(let operand): return fulfilled(operand, in: module, depth: depth + 1)
        case .call(let callee, let arguments, _):
            if let unit = unit(requiredBy: node, in: module) { return Values(.exports(unit)) }
            return returned(callee, arguments, isFulfilled: false, in: module, depth)
        default: return .unknown
        }
    }

    func values(of place: BindingPlace, depth: Int) -> Values {
        guard depth < Self.deepest, stepsLeft > 0, let facts = facts(of: place.module) else { return .unknown }
        stepsLeft -= 1
        if let known = bound[place] { return known }
        if let entry = facts.importOfBinding[place.binding] {
            switch names.meaning(of: entry, in: place.module, facts.code) {
            case .binding(let other): return values(of: other, depth: depth + 1)
            case .namespace(let target): return Values(.namespace(target))
            case .outside, .ambiguous, .missing: return .unknown
            }
        }
        if let getters = facts.gettersOfBinding[place.binding], isEmptyObject(facts.definition(of: place.binding), facts) {
            return Values(.getters(NodePlace(module: place.module, node: getters)))
        }
        let assigned = facts.assigned[place.binding] ?? []
        var result = Values.unknown
        switch facts.definition(of: place.binding) {
        case .expression(let value):
            if let unit = unit(declaredBy: value, in: place.module) { return Values(.unit(unit)) }
            result = values(of: value, in: place.module, depth: depth + 1)
        case .function(let function): result = Values(.function(FunctionPlace(module: place.module, function: function)))
        case .class(let index): result = Values(.class(place.module, index))
        case .parameter: result = Values(.parameter(place))
        case .part(let whole, let key?):
            result = member(facts.code.text(key), of: values(of: whole, in: place.module, depth: depth + 1), depth)
        case .element(let whole): result = allMembers(of: values(of: whole, in: place.module, depth: depth + 1), depth)
        case .parameterPart, .part(_, nil): return .unknown
        case nil:
            // A variable that gets its one value later.
            if assigned.count == 1, let value = assigned.first {
                if let unit = unit(declaredBy: value, in: place.module) { return Values(.unit(unit)) }
                return values(of: value, in: place.module, depth: depth + 1)
            }
        }
        for value in assigned.prefix(Values.most) { result.add(values(of: value, in: place.module, depth: depth + 1)) }
        return result
    }

    private func isEmptyObject(_ definition: Definition?, _ facts: ModuleFacts) -> Bool {
        guard case .expression(let value)? = definition, case .object(let properties) = facts.code.tree[value] else { return false }
        return properties.isEmpty
    }

    private func map(_ values: Values, _ change: (Value) -> Values) -> Values {
        var result = Values()
        var isExact = values.isExact
        for value in values.all {
            let changed = change(value)
            if !changed.isExact { isExact = false }
            result.add(changed)
        }
        result.isExact = isExact && result.all.count == 1
        return result
    }

    /// What is read as a property.
    func member(_ name: String, of object: Values, _ depth: Int) -> Values {
        map(object) { value in
            switch value {
            // Somebody may put another value there.
            case .literal(let place): inexact(property(name, of: place, depth))
            case .instance(let module, let index): replaceable(name, classMember(name, isStatic: false, of: index, in: module, depth))
            case .class(let module, let index): replaceable(name, classMember(name, isStatic: true, of: index, in: module, depth))
            case .namespace(let module):
                switch names.meaning(of: name, in: module) {
                case .binding(let place): values(of: place, depth: depth + 1)
                case .namespace(let target): Values(.namespace(target))
                case .outside, .ambiguous, .missing: .unknown
                }
            case .getters(let place): getter(name, of: place).map { values(of: $0.node, in: $0.module, depth: depth + 1) } ?? .unknown
            case .exports(let unit): tableExport(name, of: unit).map { values(of: $0.node, in: $0.module, depth: depth + 1) } ?? .unknown
            case .function, .parameter, .unit: .unknown
            }
        }
    }

    /// What a function that gives a property returns.
    func getter(_ name: String, of place: NodePlace) -> NodePlace? {
        guard let code = graph.analysed(place.module), case .object(let properties) = code.tree[place.node] else { return nil }
        for property in code.tree[properties] {
            guard case .property(let key, let value, _, false) = code.tree[property], case .string(let found) = code.tree[key],
                code.text(found) == name, case .function(let function) = code.tree[value],
                let only = code.tree[code.tree[function].body].first, case .return(let node) = code.tree[only], !node.isNone
            else { continue }
            return NodePlace(module: place.module, node: node)
        }
        return nil
    }

    /// A method that may have been replaced is only one of those that it may be.
    private func replaceable(_ name: String, _ values: Values) -> Values {
        values.isExact && memberWrites.mayReplace(name) ? inexact(values) : values
    }

    private func isFunction(_ value: Value) -> Bool {
        guard case .function(let place) = value, let facts = facts(of: place.module) else { return false }
        if case .functionDeclaration = facts.code.tree[facts.nodeOfFunction[Int(place.function.index)]] { return true }
        return false
    }

    func inexact(_ values: Values) -> Values {
        var values = values
        values.isExact = false
        return values
    }

    private func property(_ name: String, of place: NodePlace, _ depth: Int) -> Values {
        guard let facts = facts(of: place.module) else { return .unknown }
        let tree = facts.code.tree
        guard case .object(let properties) = tree[place.node] else { return .unknown }
        for property in tree[properties].reversed() {
            guard case .property(let key, let value, let kind, false) = tree[property], kind != .getter, kind != .setter,
                case .string(let found) = tree[key], facts.code.text(found) == name
            else { continue }
            return values(of: value, in: place.module, depth: depth + 1)
        }
        return .unknown
    }

    /// Every property that an object or array literal has, and every export of a namespace that is a function.
    private func allMembers(of object: Values, _ depth: Int) -> Values {
        var result = Values()
        for case .literal(let place) in object.all {
            guard let tree = tree(place.module) else { continue }
            switch tree[place.node] {
            case .object(let properties):
                for property in tree[properties] {
                    if case .property(_, let value, let kind, _) = tree[property], kind != .getter, kind != .setter {
                        result.add(values(of: value, in: place.module, depth: depth + 1))
                    }
                }
            case .array(let elements):
                for element in tree[elements] where !element.isNone { result.add(values(of: element, in: place.module, depth: depth + 1)) }
            default: break
            }
        }
        return result
    }

    /// Whether a constructor returns an object of its own.
    private func returnsAnother(_ module: ModuleNumber, _ index: UInt32) -> Bool {
        guard let tree = tree(module) else { return true }
        let definition = tree.classes[Int(index)]
        if !definition.constructor.isNone, case .function(let function) = tree[definition.constructor] {
            let returns = tree.holds(Array(tree[tree[function].body])) { if case .return(let value) = $0 { !value.isNone } else { false } }
            if returns { return true }
        }
        guard !definition.superclass.isNone else { return false }
        let parents = values(of: definition.superclass, in: module)
        guard parents.isExact, case .class(let home, let parent)? = parents.all.first else { return true }
        return isNested { returnsAnother(home, parent) } ?? true
    }

    /// What a class, or an object of it, has of that name: an object's own fields come before what its classes' prototypes have.
    private func classMember(_ name: String, isStatic: Bool, of index: UInt32, in module: ModuleNumber, _ depth: Int) -> Values {
        if !isStatic, let field = classMember(name, isStatic, of: index, in: module, depth, fieldsOnly: true) { return field }
        return classMember(name, isStatic, of: index, in: module, depth, fieldsOnly: false) ?? .unknown
    }

    private func classMember(
        _ name: String, _ isStatic: Bool, of index: UInt32, in module: ModuleNumber, _ depth: Int, fieldsOnly: Bool
    ) -> Values? {
        guard depth < Self.deepest, let facts = facts(of: module) else { return nil }
        let tree = facts.code.tree
        let definition = tree.classes[Int(index)]
        var found: Values?
        var count = 0
        for member in tree[definition.members] {
            let (key, value, flags): (NodeID, NodeID, ClassMemberFlags)
            var isField = false
            switch tree[member] {
            case .classMethod(let memberKey, let memberValue, let kind, let memberFlags) where !fieldsOnly:
                (key, value, flags) = (memberKey, memberValue, memberFlags)
                // What an accessor gives, its text does not tell here.
                if kind == .getter || kind == .setter { count += self.name(of: key, facts) == name ? 1 : 0 }
                if kind == .getter || kind == .setter { continue }
            case .classField(let memberKey, let memberValue, let memberFlags):
                (key, value, flags) = (memberKey, memberValue, memberFlags)
                isField = true
            default: continue
            }
            guard flags.contains(.isStatic) == isStatic, !flags.contains(.isComputed), !value.isNone, self.name(of: key, facts) == name
            else {
                continue
            }
            count += 1
            if isField, case .function(let function) = tree[value], let only = tree[tree[function].body].first,
                case .return(let initial) = tree[only]
            {
                found = values(of: initial, in: module, depth: depth + 1)
            } else {
                found = values(of: value, in: module, depth: depth + 1)
            }
        }
        if let found { return count > 1 ? inexact(found) : found }
        guard !definition.superclass.isNone else { return nil }
        let parents = values(of: definition.superclass, in: module, depth: depth + 1)
        guard case .class(let home, let parent)? = parents.all.first,
            let inherited = isNested({ classMember(name, isStatic, of: parent, in: home, depth + 1, fieldsOnly: fieldsOnly) }) ?? nil
        else { return nil }
        return parents.isExact ? inherited : inexact(inherited)
    }

    private func name(of key: NodeID, _ facts: ModuleFacts) -> String? {
        switch facts.code.tree[key] {
        case .string(let text): facts.code.text(text)
        case .privateName(let text): "#" + facts.code.text(text)
        default: nil
        }
    }

    /// What a promise is fulfilled with.
    func fulfilled(_ node: NodeID, in module: ModuleNumber, depth: Int) -> Values {
        guard depth < Self.deepest, let tree = tree(module) else { return .unknown }
        switch tree[node] {
        case .importCall(let specifier, _, _):
            var result = Values()
            let targets = self.targets(of: node, specifier: specifier, in: module)
            for case .module(let target) in targets.map(\.target) { result.add(Values(.namespace(target))) }
            result.isExact = targets.count == 1 && targets[0].isCertain && result.all.count == 1
            return result
        case .identifier:
            guard let facts = facts(of: module), let binding = facts.code.bindings.binding(of: node),
                case .expression(let value) = facts.definition(of: binding)
            else { return .unknown }
            let values = fulfilled(value, in: module, depth: depth + 1)
            return isSettled(BindingPlace(module: module, binding: binding), at: NodePlace(module: module, node: node))
                ? values : inexact(values)
        case .call(let callee, let arguments, _):
            if let callback = tree[arguments].first, case .member(_, let name, _) = tree[callee],
                facts(of: module)?.code.text(name) == "then"
            {
                if let unit = requiredUnit(callback, in: module) { return Values(.exports(unit)) }
                return returned(callback, isFulfilled: true, in: module, depth)
            }
            return returned(callee, arguments, isFulfilled: true, in: module, depth)
        default: return values(of: node, in: module, depth: depth + 1)
        }
    }

    /// What a call returns, or what the promise is fulfilled with that it returns.
    private func returned(
        _ callee: NodeID, _ arguments: NodeList = .empty, isFulfilled: Bool, in module: ModuleNumber, _ depth: Int
    ) -> Values {
        map(values(of: callee, in: module, depth: depth + 1)) { value in
            guard case .function(let place) = value, let tree = tree(place.module) else { return .unknown }
            let body = tree[tree[place.function].body]
            // Only what a function returns at its end.
            guard let last = body.last, case .return(let argument) = tree[last], !argument.isNone else { return .unknown }
            if tree[place.function].flags.contains(.isAsync), !isFulfilled { return .unknown }
            if case .function = tree[argument] { bind(arguments, to: place, in: module, depth) }
            return isFulfilled
                ? fulfilled(argument, in: place.module, depth: depth + 4) : values(of: argument, in: place.module, depth: depth + 4)
        }
    }

    /// Notes what a function that returns another is given, for the one that it returns.
    private func bind(_ arguments: NodeList, to place: FunctionPlace, in module: ModuleNumber, _ depth: Int) {
        guard let tree = tree(module), arguments.count <= 8 else { return }
        for (index, argument) in tree[arguments].enumerated() {
            guard let parameter = parameter(index, of: place) else { continue }
            switch tree[argument] {
            case .object, .array, .function:
                var values = bound[parameter] ?? Values()
                values.add(self.values(of: argument, in: module, depth: depth + 1))
                bound[parameter] = values
            default: break
            }
        }
    }
}
