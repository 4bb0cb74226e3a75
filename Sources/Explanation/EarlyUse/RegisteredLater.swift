import JavaScript
import Simulator
import Trace

/// What an object of another module was asked for by a key and did not have, where a call that gives it to the object is still to come:
/// `container.resolve("Logger")` before `container.register("Logger", …)`.
extension EarlyUseFinder {
    func registeredLater(_ error: UncaughtError, _ message: String, _ moment: Moment) -> SharedUse? {
        guard run.trace.sources.isEmpty, error.failure == nil, let user = error.frames.last?.module,
            let (asking, place) = askedByKey(error), message.contains(asking.key)
        else { return nil }
        for index in searched where index != asking.owner {
            guard let module = read(index) else { continue }
            for node in module.nodes(where: { if case .call = $0 { true } else { false } }) {
                guard !(index == place.module && module.start(of: node) == place.offset), let other = keyedCall(node, in: module),
                    other.owner == asking.owner, other.binding == asking.binding, other.key == asking.key, other.method != asking.method,
                    isToCome(node, in: module, moment, error)
                else { continue }
                return SharedUse(
                    name: .entry(asking.key), user: user, setter: index, setting: SharedSetting(node: node, functions: []), late: index,
                    state: moment[index])
            }
        }
        return nil
    }

    /// A call of a method of what a module exports, with a text for a key.
    private struct KeyedCall {
        var owner: ModuleIndex
        var binding: BindingID
        var method: String
        var key: String
    }

    /// The innermost call by which another module asked.
    private func askedByKey(_ error: UncaughtError) -> (call: KeyedCall, place: (module: ModuleIndex, offset: UInt32))? {
        for frame in error.frames.dropFirst() {
            guard let module = read(frame.module), let offset = offset(frame.position, in: frame.module) else { continue }
            for call in module.calls(at: offset) {
                if let found = keyedCall(call.node, in: module) { return (found, (frame.module, offset)) }
            }
        }
        return nil
    }

    private func keyedCall(_ node: NodeID, in module: ReadModule) -> KeyedCall? {
        guard case .call(let callee, let arguments, _) = module.tree[node], case .member(let object, let method, _) = module.tree[callee],
            let key = module.tree[arguments].first.flatMap({ module.string($0) }), key.count > 1,
            case .member(let owner, let binding, _)? = capturedName(ofProperty: module.text(method), of: object, in: module)
        else { return nil }
        return KeyedCall(owner: owner, binding: binding, method: module.text(method), key: key)
    }

    /// Of a value that a table gave which is one of two instances: the other instance, which may have been given it.
    func twinOfTable(_ error: UncaughtError) -> (twin: TwinModule, name: String)? {
        guard error.failure?.missing == .undefined, let frame = error.frames.first, let user = read(frame.module),
            let offset = offset(frame.position, in: frame.module), let object = user.objectOfAccess(at: offset),
            let id = user.bindings.binding(of: object), let (_, value) = user.declarator(of: id), !user.bindings[id].isAssigned,
            case .call(let callee, _, _) = user.tree[value], case .member(let table, let method, _) = user.tree[callee],
            ["get", "find", "at", "lookup", "resolve"].contains(user.text(method)),
            case .member(let owner, let binding, _)? = capturedName(ofProperty: "get", of: table, in: user),
            let twin = TwinModule(of: owner, trace, texts), twin.asking != nil, let name = read(owner)?.bindings[binding].name
        else { return nil }
        return (twin, name)
    }
}
