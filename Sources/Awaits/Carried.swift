import Diagnostics
import JavaScript

/// What mentioning a variable of the module may bring along: the code of functions that it may hold.
struct Carried {
    /// What the code of one variable's functions does, and what else its value may hold.
    struct Entry {
        var facts = PartFacts()
        /// Places and ``inner(_:)`` numbers whose entries come along.
        var edges: [Int] = []
        /// Whether a function among them keeps state between its calls, where no name of the module tells of it.
        var keepsState = false
    }

    private(set) var entries: [Int: Entry] = [:]
    /// Names that may hold parts of one object.
    var objects: UnionFind
    /// Variables that code of functions assigns to, and the objects that it changes, by what stands for their class.
    private(set) var setLater: Set<Place> = []
    private(set) var changedLater: Set<Int> = []
    /// Variables whose functions keep state between their calls: two calls of one depend on each other.
    private(set) var stateful: Set<Place> = []
    private let reader: FactReader
    private let keepers: Set<FunctionID>
    /// How much text of values has been read, again for each that holds it: a bound for nested assignments.
    private var textRead = 0
    private(set) var isTooMuch = false

    private static let textLimit = 50_000_000

    init(_ reader: FactReader) {
        self.reader = reader
        objects = UnionFind(count: reader.placeCount)
        keepers = StateKeepers(reader).functions
        let tree = reader.module.tree
        for index in tree.nodes.indices {
            switch tree.nodes[index] {
            case .declarator(let target, let value), .assignment(let target, let value), .logicalAssignment(_, let target, let value):
                if !value.isNone { carry(value, to: target) }
            case .forOf(let left, let right, _, _):
                if case .variables(_, let list) = tree[left], case .declarator(let target, _)? = tree[list].first.map({ tree[$0] }) {
                    carry(right, to: target)
                } else {
                    carry(right, to: left)
                }
            case .functionDeclaration(let function):
                if let place = modulePlace(reader.module.bindings.binding(of: function)) { hold([function], at: place) }
            case .classDeclaration(let definition):
                if let place = modulePlace(reader.module.bindings.binding(ofClass: definition)) {
                    hold(definition, NodeID(UInt32(index)), at: place)
                }
            default: break
            }
        }
        readLater()
        findStateful()
    }

    /// The number under which stands what a value may hold that calling the function of a place gave.
    private func inner(_ place: Place) -> Int { reader.placeCount + place }

    private func modulePlace(_ binding: BindingID?) -> Place? {
        guard let binding, reader.module.bindings[binding].scope == .module else { return nil }
        return Int(binding.index)
    }

    // MARK: Values

    private mutating func carry(_ value: NodeID, to target: NodeID) {
        var places: [Place] = []
        reader.module.tree.forEachTarget(in: target) { node in
            if let place = reader.rootPlace(of: node) { places.append(place) }
        }
        guard let first = places.first else { return }
        let range = reader.module.tree.range(of: value)
        textRead += Int(range.end - range.start)
        guard textRead <= Self.textLimit else {
            isTooMuch = true
            return
        }
        let functions = reader.outermostFunctions(in: value)
        var made = PartFacts()
        reader.read(value, into: &made, without: Set(functions))
        for place in made.objects where !reader.isQuietGlobal(place) { objects.unite(first, place) }
        for place in places {
            objects.unite(first, place)
            if places.count > 1, place != first {
                entries[place, default: Entry()].edges.append(first)
                continue
            }
            if case .classExpression(let definition) = reader.module.tree[value] {
                hold(definition, value, at: place)
            } else {
                hold(functions, at: place, isResult: !isFunction(value))
            }
            entries[place, default: Entry()].edges += made.objects.filter { $0 != place }
            entries[place, default: Entry()].edges += made.callees.filter { reader.isKnownFunction($0) }.map { inner($0) }
        }
    }

    private func isFunction(_ value: NodeID) -> Bool {
        switch reader.module.tree[value] {
        case .function: true
        default: false
        }
    }

    /// What a class and its objects bring along.
    private mutating func hold(_ definition: UInt32, _ node: NodeID, at place: Place) {
        let functions = reader.outermostFunctions(in: node)
        hold(functions, at: place)
        var objects = entries[inner(place)] ?? Entry()
        for function in functions {
            reader.read(code: function, into: &objects.facts)
            if keepers.contains(function) { objects.keepsState = true }
        }
        let parent = reader.module.tree.classes[Int(definition)].superclass
        if !parent.isNone, let parent = reader.rootPlace(of: parent) { objects.edges.append(inner(parent)) }
        entries[inner(place)] = objects
    }

    /// - Parameter isResult: whether the value is what an expression with these functions in it gives, as `(() => { … })()` does: it may be a function that they
    ///   have made.
    private mutating func hold(_ functions: [FunctionID], at place: Place, isResult: Bool = false) {
        for function in functions {
            var code = PartFacts()
            reader.read(code: function, into: &code)
            entries[place, default: Entry()].facts.add(code)
            if keepers.contains(function) { entries[place, default: Entry()].keepsState = true }
            // What calling it may give: what functions inside it do, and what it mentions.
            var nested: [FunctionID] = []
            let tree = reader.module.tree
            for node in tree[tree[function].body] { nested += reader.outermostFunctions(in: node) }
            var innerEntry = entries[inner(place)] ?? Entry()
            if nested.contains(where: keepers.contains) {
                innerEntry.keepsState = true
                if isResult { entries[place, default: Entry()].keepsState = true }
            }
            for function in nested { reader.read(code: function, into: &innerEntry.facts) }
            innerEntry.edges += code.objects.filter { $0 != place }
            innerEntry.edges += code.callees.filter { reader.isKnownFunction($0) && $0 != place }.map { inner($0) }
            entries[inner(place)] = innerEntry
        }
    }

    // MARK: Later

    /// What functions assign and change: when they are called the text does not say.
    private mutating func readLater() {
        let bindings = reader.module.bindings
        var isInFunction = Array(repeating: false, count: bindings.scopes.count)
        for (index, scope) in bindings.scopes.enumerated() {
            let outer = scope.parent.map { isInFunction[Int($0.index)] } ?? false
            isInFunction[index] = outer || scope.kind == .function || scope.kind == .functionBody
        }
        for reference in bindings.references where isInFunction[Int(reference.scope.index)] {
            guard reference.usage == .write || reference.usage == .readAndWrite, let place = reader.place(of: reference.node) else {
                continue
            }
            setLater.insert(place)
        }
        var code = PartFacts()
        let tree = reader.module.tree
        for item in tree[tree.body] {
            for function in reader.outermostFunctions(in: item) { reader.read(code: function, into: &code) }
        }
        for place in code.objectWrites { changedLater.insert(objects.find(place)) }
    }

    /// Spreads what keeps state to all that may hold it.
    private mutating func findStateful() {
        var holders: [Int: [Int]] = [:]
        var queue: [Int] = []
        var seen: Set<Int> = []
        for (number, entry) in entries {
            for edge in entry.edges { holders[edge, default: []].append(number) }
            if entry.keepsState, seen.insert(number).inserted { queue.append(number) }
        }
        while let number = queue.popLast() {
            for holder in holders[number] ?? [] where seen.insert(holder).inserted { queue.append(holder) }
        }
        stateful = seen.filter { $0 < reader.placeCount && reader.isOwn($0) }
    }
}
