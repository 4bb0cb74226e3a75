import Diagnostics
import JavaScript

/// Which await each variable and object has its value from, while the parts of a module are read in order.
struct AwaitLevels {
    typealias Dependence = TopLevelAwaits.Dependence

    private let reader: FactReader
    private var carried: Carried
    /// By variable: where it got its value, and where it was used last.
    private var values: [Place: Dependence] = [:]
    private var uses: [Place: Dependence] = [:]
    /// By class of objects: where one was changed, and where one was within reach.
    private var changes: [Int: Dependence] = [:]
    private var looks: [Int: Dependence] = [:]
    private var computationOf: [Place: Int] = [:]
    private var latestEffect: Dependence?
    private var latestSensitive: Dependence?
    /// How much more is looked at, over the whole module.
    private var budget = 1_000_000
    /// By place and inner number: the last reach that it was in.
    private var latestReach: [Int32]
    private var reachNumber: Int32 = 0

    init(_ reader: FactReader) {
        self.reader = reader
        carried = Carried(reader)
        latestReach = Array(repeating: 0, count: 2 * reader.placeCount)
    }

    // MARK: Reach

    /// What a part does, with the code of all functions that it mentions; `nil` where that is more than is looked at.
    private mutating func reach(of part: PartFacts) -> PartFacts? {
        if carried.isTooMuch || budget <= 0 { return nil }
        reachNumber += 1
        var whole = part
        var pending: [Int] = []
        func push(_ numbers: [Int]) {
            for number in numbers where latestReach[number] != reachNumber {
                latestReach[number] = reachNumber
                pending.append(number)
            }
        }
        push(part.mentions)
        while let number = pending.popLast() {
            budget -= 1
            guard let entry = carried.entries[number] else { continue }
            budget -= entry.facts.mentions.count + entry.edges.count
            if budget <= 0 { return nil }
            whole.add(entry.facts)
            push(entry.facts.mentions)
            push(entry.edges)
        }
        // What a function keeps between its calls is a part of what holds the function.
        whole.objectWrites += whole.mentions.filter { carried.stateful.contains($0) }
        if whole.changesUnknownObject { whole.objectWrites += whole.objects.filter { reader.isOwn($0) } }
        return whole
    }

    private static func isLater(_ one: Dependence?, than other: Dependence?) -> Bool { (one?.on ?? -1) > (other?.on ?? -1) }

    /// The latest await that a part depends on by names.
    private mutating func latest(for part: PartFacts, position: Int, range: SourceRange) -> Dependence? {
        var latest: Dependence?
        func consider(_ dependence: Dependence?) {
            if let dependence, dependence.on >= 0, Self.isLater(dependence, than: latest) { latest = dependence }
        }
        func considerLater(_ place: Place) { consider(Dependence(on: position, reason: .callback(reader.name(of: place)), range: range)) }
        for place in part.mentions {
            consider(values[place])
            if carried.setLater.contains(place) { considerLater(place) }
        }
        for place in part.objects {
            let object = carried.objects.find(place)
            if var change = changes[object] {
                change.reason = .object(reader.name(of: place))
                consider(change)
            }
            if carried.changedLater.contains(object) { considerLater(place) }
        }
        for place in part.writes {
            consider(uses[place])
            if carried.setLater.contains(place) { considerLater(place) }
        }
        for place in part.objectWrites {
            let object = carried.objects.find(place)
            consider(changes[object])
            consider(looks[object])
            if carried.changedLater.contains(object) { considerLater(place) }
        }
        return latest
    }

    private func usedComputations(_ part: PartFacts) -> [Int] {
        var seen: Set<Int> = []
        return part.mentions.compactMap { computationOf[$0] }.filter { seen.insert($0).inserted }
    }

    // MARK: Parts

    /// What an await depends on that stands behind `position + 1` others, by what begins it.
    mutating func dependences(
        of start: PartFacts, position: Int, range: SourceRange
    ) -> (needs: Dependence?, mayNeed: Dependence?, computations: [Int]) {
        guard let whole = reach(of: start) else {
            return (position < 0 ? nil : Dependence(on: position, reason: .place, range: range), nil, [])
        }
        let used = usedComputations(whole)
        if position < 0 { return (nil, nil, used) }
        let needs = latest(for: whole, position: position, range: range)
        var mayNeed: Dependence?
        if whole.isSensitive { mayNeed = latestEffect }
        if whole.hasEffect {
            for possible in [latestEffect, latestSensitive] where Self.isLater(possible, than: mayNeed) { mayNeed = possible }
        }
        return (needs, Self.isLater(mayNeed, than: needs) ? mayNeed : nil, used)
    }

    /// An await is over, and what stands around it has run.
    mutating func addAwait(_ part: PartFacts, index: Int, range: SourceRange) { note(part, on: index, range: range) }

    /// Statements without awaits have run, behind `position + 1` awaits.
    mutating func addSynchronous(_ part: PartFacts, range: SourceRange, position: Int) { note(part, on: position, range: range) }

    private mutating func note(_ part: PartFacts, on index: Int, range: SourceRange) {
        let whole = reach(of: part) ?? part
        for place in whole.mentions { uses[place] = Dependence(on: index, reason: .change(reader.name(of: place)), range: range) }
        for place in whole.writes {
            values[place] = Dependence(on: index, reason: .value(reader.name(of: place)), range: range)
            computationOf[place] = nil
        }
        for place in whole.objects {
            looks[carried.objects.find(place)] = Dependence(on: index, reason: .change(reader.name(of: place)), range: range)
        }
        for place in whole.objectWrites {
            changes[carried.objects.find(place)] = Dependence(on: index, reason: .object(reader.name(of: place)), range: range)
        }
        let effect = Dependence(on: index, reason: .effect, range: range)
        if index >= 0, whole.hasEffect { latestEffect = effect }
        if index >= 0, whole.isSensitive { latestSensitive = effect }
    }

    /// A statement that only computes: its values are as late as what it reads.
    ///
    /// - Returns: the computations that it reads.
    mutating func addComputation(_ part: PartFacts, number: Int, range: SourceRange, position: Int) -> [Int] {
        guard let whole = reach(of: part) else {
            addSynchronous(part, range: range, position: position)
            return []
        }
        let used = usedComputations(part)
        var read = part
        let own = Set(part.writes)
        read.mentions.removeAll { own.contains($0) }
        read.objects.removeAll { own.contains($0) }
        read.writes = []
        let on = latest(for: read, position: position, range: range)?.on ?? -1
        for place in whole.mentions { uses[place] = Dependence(on: position, reason: .change(reader.name(of: place)), range: range) }
        for place in part.writes {
            values[place] = Dependence(on: on, reason: .value(reader.name(of: place)), range: range)
            computationOf[place] = number
        }
        for place in part.objects {
            looks[carried.objects.find(place)] = Dependence(on: position, reason: .change(reader.name(of: place)), range: range)
        }
        return used
    }
}
