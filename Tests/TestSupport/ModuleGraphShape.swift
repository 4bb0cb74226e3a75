/// Module graphs of shapes that are hard to lay out, of any size. The same every time.
public enum ModuleGraphShape: String, CaseIterable, Sendable, CustomStringConvertible {
    /// Every module imports all that come after it.
    case complete
    /// Every module imports all others.
    case completeCycle
    /// One cycle, in which each module imports four at random besides.
    case looseCycle
    case ring
    /// Cycles of three modules in a row, each of which imports into the next four.
    case manyCycles
    case chain
    /// The first imports all others.
    case starOut
    /// All import the last.
    case starIn
    /// Each of one half imports all of the other.
    case bipartite
    /// Two chains with a rung at every step.
    case ladder
    /// A chain of which each module imports the last too.
    case fan
    /// A chain of which each module is imported by the last too.
    case returns
    case binaryTree
    /// Twenty layers, each module of which imports five of the next.
    case layered
    /// Each imports so many of those after it, wherever they are.
    case random1, random2, random3, random5, random10

    public var description: String { rawValue }

    /// By importer.
    public func imports(_ count: Int) -> [[Int]] {
        var state: UInt64 = 20_26
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(limit, 1)
        }
        func later(_ index: Int, _ number: Int) -> [Int] {
            let rest = count - index - 1
            guard rest > number else { return Array((index + 1)..<count) }
            return distinct((0..<number).map { _ in index + 1 + random(rest) })
        }
        func distinct(_ targets: [Int]) -> [Int] {
            var seen: Set<Int> = []
            return targets.filter { $0 >= 0 && $0 < count && seen.insert($0).inserted }
        }
        let last = count - 1
        return (0..<count).map { index in
            switch self {
            case .complete: Array((index + 1)..<count)
            case .completeCycle: (0..<count).filter { $0 != index }
            case .looseCycle: distinct([(index + 1) % count] + (0..<4).map { _ in random(count) })
            case .ring: [(index + 1) % count]
            case .manyCycles: distinct([index + 1, index % 3 == 2 ? index - 2 : -1, index + 3 + random(10)])
            case .chain: distinct([index + 1])
            case .starOut: index == 0 ? Array(1..<count) : []
            case .starIn: index < last ? [last] : []
            case .bipartite: index < count / 2 ? Array((count / 2)..<count) : []
            case .ladder: distinct([index + 2, index % 2 == 0 ? index + 1 : -1])
            case .fan: distinct([index + 1, last])
            case .returns: index == last ? Array(0..<last) : [index + 1]
            case .binaryTree: distinct([2 * index + 1, 2 * index + 2])
            case .layered:
                distinct((0..<5).map { _ in (index / max(1, count / 20) + 1) * max(1, count / 20) + random(max(1, count / 20)) })
            case .random1: later(index, 1)
            case .random2: later(index, 2)
            case .random3: later(index, 3)
            case .random5: later(index, 5)
            case .random10: later(index, 10)
            }
        }
    }

    /// As ``TraceFixture`` takes it.
    public func graph(_ count: Int) -> [(String, [String])] {
        imports(count).enumerated().map { index, targets in ("m\(index)", targets.map { "m\($0)" }) }
    }
}
