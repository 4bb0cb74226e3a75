import JavaScript
import Simulator
import Trace

/// Reads of an error what it was that had no value: the operand that failed, or what the code that threw it had looked at.
///
/// `if (!app) throw new Error("no app")` throws for want of `app`; where that is a parameter, for want of what the call was given.
struct UnsetReader {
    enum Unset {
        case shared(SharedName)
        /// A variable of a module's top level, or of what it holds where `isContent`.
        case variable(ModuleIndex, BindingID, isContent: Bool)
        /// A property of an object: of `this`, or of what another module exports.
        case property
    }

    /// Something that had no value, and where that is read.
    struct Candidate {
        var unset: Unset
        var module: ModuleIndex
        var node: NodeID
    }

    private let finder: EarlyUseFinder
    private let frames: [UncaughtError.Frame]
    private(set) var candidates: [Candidate] = []

    private static let (deepest, most) = (12, 8)

    init(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        self.finder = finder
        frames = error.frames
        guard let frame = frames.first, let module = finder.read(frame.module), let offset = finder.offset(frame.position, in: frame.module)
        else { return }
        if let (access, missing) = error.failure {
            if missing == .deadZone { return }
            var operands = ValueOrigins(module: module, trace: finder.trace, importTarget: { _ in nil }).expressions(access, at: offset)
            // Messages write what is called otherwise than the text does.
            if operands.isEmpty, case .call(let text?) = access { operands = module.methods(namedLike: text, at: offset) }
            for node in operands { readOperand(node, access, module) }
        } else {
            if let name = finder.undeclaredName(at: offset, in: module) { add(.shared(.global(name.text)), module, name.node) }
            readGuard(at: offset, module)
        }
    }

    private mutating func add(_ unset: Unset, _ module: ReadModule, _ node: NodeID) {
        if candidates.count < Self.most { candidates.append(Candidate(unset: unset, module: module.index, node: node)) }
    }

    private mutating func readOperand(_ node: NodeID, _ access: UncaughtError.Access, _ module: ReadModule) {
        if let name = module.sharedName(of: node) { return add(.shared(name), module, node) }
        guard case .call = access, case .member(_, let name, _) = module.tree[node] else { return }
        add(.shared(.method(module.text(name))), module, node)
    }

    // MARK: Guards

    private mutating func readGuard(at offset: UInt32, _ module: ReadModule) {
        let tree = module.tree
        let throwing = module.nodes { if case .throw = $0 { true } else { false } }.filter {
            tree.range(of: $0).start <= offset && offset < tree.range(of: $0).end
        }.max { module.start(of: $0) < module.start(of: $1) }
        guard let throwing else { return }
        var child = throwing
        for ancestor in module.ancestors(of: throwing) {
            switch tree[ancestor] {
            case .if(let test, let then, _):
                // What is done otherwise says nothing.
                if then == child { read(test, module, frame: 0, depth: 0) }
                return
            case .function, .functionDeclaration: return
            default: child = ancestor
            }
        }
    }

    /// - Parameter frame: the number of the call whose code it is.
    private mutating func read(_ node: NodeID, _ module: ReadModule, frame: Int, depth: Int) {
        guard depth < Self.deepest, candidates.count < Self.most, !node.isNone else { return }
        let tree = module.tree
        if let name = module.sharedName(of: node) ?? computedKey(node, module, frame) { return add(.shared(name), module, node) }
        switch tree[node] {
        case .identifier: readName(node, module, frame, depth)
        case .unary(.not, let operand), .unary(.typeof, let operand), .optionalChain(let operand):
            read(operand, module, frame: frame, depth: depth + 1)
        case .binary(.notEqual, let left, let right), .binary(.strictNotEqual, let left, let right):
            // `typeof handler !== "function"`
            for side in [left, right] {
                if case .unary(.typeof, let operand) = tree[side] { read(operand, module, frame: frame, depth: depth + 1) }
            }
        case .binary(.equal, let left, let right), .binary(.strictEqual, let left, let right), .logical(_, let left, let right),
            .conditional(_, let left, let right):
            read(left, module, frame: frame, depth: depth + 1)
            read(right, module, frame: frame, depth: depth + 1)
        case .call(let callee, let arguments, _):
            if case .member(let object, let name, _) = tree[callee], ["get", "has", "find", "at"].contains(module.text(name)) {
                readContent(object, at: node, module)
            } else {
                if let (owner, value) = returned(by: callee, module) { read(value, owner, frame: Self.noFrame, depth: depth + 1) }
                // `Boolean(x)`, `check(x)`
                for argument in tree[arguments] { read(argument, module, frame: frame, depth: depth + 1) }
            }
        case .member(let object, let name, _) where ["length", "size"].contains(module.text(name)): readContent(object, at: node, module)
        case .member, .privateMember: add(.property, module, node)
        case .computedMember(let object, _, _):
            readContent(object, at: node, module)
            read(object, module, frame: frame, depth: depth + 1)
        default: break
        }
    }

    /// Stands for the code of a call that is over.
    private static let noFrame = 1_000_000

    /// What a function gives that does nothing else: `const user = () => current`.
    private func returned(by callee: NodeID, _ module: ReadModule) -> (module: ReadModule, value: NodeID)? {
        guard let id = module.bindings.binding(of: callee), let (owner, binding) = finder.declaration(of: id, in: module),
            !owner.bindings[binding].isAssigned, let function = owner.function(declaredAs: binding),
            !owner.tree[function].flags.contains(.isAsync), !owner.tree[function].flags.contains(.isGenerator),
            owner.tree[owner.tree[function].body].count == 1, let statement = owner.tree[owner.tree[function].body].first,
            case .return(let value) = owner.tree[statement], !value.isNone
        else { return nil }
        return (owner, value)
    }

    /// The key of the environment that was read there last.
    private func computedKey(_ node: NodeID, _ module: ReadModule, _ frame: Int) -> SharedName? {
        guard module.readsEnvironment(node) else { return nil }
        if case .computedMember(_, let key, _) = module.tree[node], let id = module.bindings.binding(of: key),
            module.bindings[id].kind == .parameter, let (argument, caller) = argument(for: id, module, frame),
            let text = caller.string(argument)
        {
            return .environment(text)
        }
        let read = finder.run.unsetReads.last { read in
            guard let frame = read.frames.first, frame.module == module.index else { return false }
            return finder.offset(frame.position, in: module.index) == module.start(of: node)
        }
        return read?.property.map { .environment($0) }
    }

    /// What a list or a table of the module's holds.
    private mutating func readContent(_ object: NodeID, at node: NodeID, _ module: ReadModule) {
        guard let binding = module.bindings.binding(of: object), module.bindings[binding].scope == .module,
            !module.bindings[binding].isImported
        else { return }
        add(.variable(module.index, binding, isContent: true), module, node)
    }

    private mutating func readName(_ node: NodeID, _ module: ReadModule, _ frame: Int, _ depth: Int) {
        guard let id = module.bindings.binding(of: node) else { return }
        let binding = module.bindings[id]
        switch binding.kind {
        case .import:
            guard let owner = finder.imported(id, in: module) else { return }
            add(.variable(owner.owner, owner.binding, isContent: false), module, node)
        case .let, .var:
            if binding.scope == .module {
                add(.variable(module.index, id, isContent: false), module, node)
            } else if !binding.isAssigned {
                readDeclared(id, module, frame, depth)
            }
        case .const: readDeclared(id, module, frame, depth)
        case .parameter: if !binding.isAssigned { readParameter(id, module, frame, depth) }
        default: return
        }
    }

    private mutating func readDeclared(_ id: BindingID, _ module: ReadModule, _ frame: Int, _ depth: Int) {
        guard let declared = declaration(of: id, module), let declarator = module.parents[declared],
            case .declarator(declared, let value) = module.tree[declarator]
        else { return }
        read(value, module, frame: frame, depth: depth + 1)
    }

    /// What the parameter has where nothing is given, and what the call gives.
    private mutating func readParameter(_ id: BindingID, _ module: ReadModule, _ frame: Int, _ depth: Int) {
        guard let declared = declaration(of: id, module), !module.functions(around: declared).isEmpty else { return }
        if let parent = module.parents[declared], case .patternDefault(declared, let value) = module.tree[parent] {
            read(value, module, frame: frame, depth: depth + 1)
        }
        guard let (argument, caller) = argument(for: id, module, frame) else { return }
        read(argument, caller, frame: frame + 1, depth: depth + 1)
    }

    /// What the call of a function gives a parameter, with the module that calls.
    private func argument(for id: BindingID, _ module: ReadModule, _ frame: Int) -> (argument: NodeID, caller: ReadModule)? {
        guard let declared = declaration(of: id, module), let function = module.functions(around: declared).first,
            frames.indices.contains(frame + 1), let number = module.tree[module.tree[function.id].parameters].firstIndex(of: declared),
            let caller = finder.read(frames[frame + 1].module),
            let offset = finder.offset(frames[frame + 1].position, in: caller.index)
        else { return nil }
        let place = number - module.tree[module.tree[function.id].parameters].startIndex
        for call in caller.nodes(where: { if case .call = $0 { true } else if case .new = $0 { true } else { false } })
        where caller.start(of: call) == offset {
            let given: NodeList
            switch caller.tree[call] {
            case .call(_, let arguments, _), .new(_, let arguments): given = arguments
            default: continue
            }
            let arguments = Array(caller.tree[given])
            if arguments.indices.contains(place) { return (arguments[place], caller) }
        }
        return nil
    }

    private func declaration(of id: BindingID, _ module: ReadModule) -> NodeID? {
        module.bindings.references(to: id).first { $0.usage == .declaration }?.node
    }
}

extension ReadModule {
    /// The methods that calls at an offset call, of those that are named as a message names them: `[1,2].toSorted`.
    func methods(namedLike text: String, at offset: UInt32) -> [NodeID] {
        tree.nodes.indices.compactMap { index in
            guard tree.ranges[index].start == offset, case .call(let callee, _, _) = tree.nodes[index],
                case .member(_, let name, _) = tree[callee], text.hasSuffix("." + self.text(name))
            else { return nil }
            return callee
        }
    }
}

extension EarlyUseFinder {
    /// A name that the module does not declare and that nothing has declared for all, where a read of it failed.
    func undeclaredName(at offset: UInt32, in module: ReadModule) -> (text: String, node: NodeID)? {
        for index in module.tree.nodes.indices where module.tree.ranges[index].start == offset {
            let node = NodeID(UInt32(index))
            guard case .identifier(let name) = module.tree.nodes[index], module.bindings.binding(of: node) == nil else { continue }
            return (module.text(name), node)
        }
        return nil
    }
}
