import JavaScript
import NodeModules

/// What a program sees that goes through one of Node's modules: all names, in Node's order.
extension Machine {
    /// Gives a module the order of Node's, functions their names and lengths, and adds what the simulator has not as functions that end the run when
    /// they are called.
    mutating func arrangeListing(of exports: ObjectID, _ module: String) {
        guard let naming = host.commonJS?.naming, naming != .tree else { return }
        let entries = NodeListings.entries(of: module, isLatest: host.globals.isLatestNode)
        if entries.isEmpty { return }
        if !host.globals.isLatestNode {
            let known = Set(entries.map(\.name))
            for entry in NodeListings.entries(of: module, isLatest: true) where !known.contains(entry.name) {
                _ = try? delete(exports, key(entry.name))
            }
        }
        arrangeListing(of: exports, entries, module)
        // The same names stand in the same order for the paths of other systems.
        if module == "path", case .object(let other)? = getOwn(exports, key("win32"))?.value {
            arrangeListing(of: other, entries, "path.win32")
        }
    }

    private mutating func arrangeListing(of exports: ObjectID, _ entries: [NodeListings.Entry], _ module: String) {
        for entry in entries { list(entry, in: exports, of: module) }
        arrange(exports, entries.map { key($0.name) })
    }

    private mutating func list(_ entry: NodeListings.Entry, in exports: ObjectID, of module: String) {
        if entry.name == "*" {
            if let function = entry.function { rename(exports, function) }
            return
        }
        let key = key(entry.name)
        if entry.function != nil, getOwn(exports, key).map({ isOutside($0.value) }) ?? true {
            defineRefusing(exports, entry.name, as: "\(module).\(entry.name)")
        }
        guard let own = getOwn(exports, key), own.attributes.contains(.configurable) else { return }
        if entry.isHidden, own.attributes.contains(.enumerable) { put(exports, key, own.value, own.attributes.subtracting(.enumerable)) }
        if let function = entry.function, case .object(let object) = own.value { rename(object, function) }
    }

    private mutating func rename(_ object: ObjectID, _ function: NodeListings.Entry.Function) {
        guard heap[object].kind == .function else { return }
        let record = functionRecord(object)
        guard record.name != strings.intern(function.name) || record.length != function.length else { return }
        put(object, .known(.length), .number(Double(function.length)), .configurable)
        put(object, .known(.name), string(function.name), .configurable)
    }

    /// Gives the global object the order of Node's.
    mutating func arrangeGlobals() {
        guard let naming = host.commonJS?.naming, naming != .tree else { return }
        for name in NodeListings.globals {
            let key = key(name)
            guard let property = lookup(realm.global, key), let isGone = try? delete(realm.global, key), isGone else { continue }
            put(realm.global, key, property.value, property.attributes)
        }
    }

    /// Puts an object's properties in an order, and behind them those that it does not name.
    mutating func arrange(_ object: ObjectID, _ order: [PropertyKey]) {
        guard heap[object].isExtensible, heap[object].kind == .ordinary || heap[object].kind == .function else { return }
        // What is made when somebody looks is made.
        _ = ownKeys(object)
        let shape = heap[object].shape
        let keys =
            shape >= 0
            ? heap.shapes.keys(of: shape).map(\.key) : heap.dictionaries[Int(-1 - shape)].entries.filter { !$0.isDeleted }.map(\.key)
        let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        // What a function has from the start stays where it is.
        let fixed = heap[object].kind == .function ? [PropertyKey.known(.length), .known(.name), .known(.prototype)] : []
        func rank(_ entry: (offset: Int, element: PropertyKey)) -> (Int, Int) {
            (fixed.contains(entry.element) ? -1 : places[entry.element] ?? .max, entry.offset)
        }
        let sorted = keys.enumerated().sorted { rank($0) < rank($1) }.map(\.element)
        if sorted == keys { return }
        let properties = sorted.map { lookup(object, $0) }
        heap[object].shape = ShapeTable.root
        heap[object].slots = .empty
        for (key, property) in zip(sorted, properties) {
            if let property { put(object, key, property.value, property.attributes) }
        }
    }
}
