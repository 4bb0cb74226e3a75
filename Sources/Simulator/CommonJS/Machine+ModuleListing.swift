import JavaScript
import NodeModules

/// What a program sees that goes through one of Node's modules: all names, in Node's order.
extension Machine {
    /// Gives a module the order of Node's, functions their names and lengths, and adds what the simulator has not as functions that end the run when
    /// they are called.
    mutating func arrangeListing(of exports: ObjectID, _ module: String) {
        guard let naming = host.commonJS?.naming, naming != .tree else { return }
        let entries = NodeListings.entries(of: module, isLatest: naming == .words)
        if entries.isEmpty { return }
        for entry in entries {
            let key = key(entry.name)
            guard let function = entry.function else { continue }
            if getOwn(exports, key).map({ isOutside($0.value) }) ?? true {
                defineRefusing(exports, entry.name, as: "\(module).\(entry.name)")
            }
            guard let own = getOwn(exports, key), case .object(let object) = own.value, heap[object].kind == .function else { continue }
            if entry.isHidden { put(exports, key, own.value, own.attributes.subtracting(.enumerable)) }
            guard functionRecord(object).name != strings.intern(function.name) || functionRecord(object).length != function.length else {
                continue
            }
            put(object, .known(.length), .number(Double(function.length)), .configurable)
            put(object, .known(.name), string(function.name), .configurable)
        }
        arrange(exports, entries.map { key($0.name) })
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
