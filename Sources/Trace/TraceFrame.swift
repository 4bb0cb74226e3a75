/// Index into ``Trace/stacks``; ``none`` for a stack on which nothing is.
public struct StackIndex: Hashable, Sendable, RawRepresentable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let none = StackIndex(rawValue: -1)
}

/// A call of the program's code that runs or waits for what it has called.
public struct TraceFrame: Hashable, Sendable {
    /// The function's name; empty for one without, and for a module's own body.
    public var function: TextIndex
    /// Whether it is a module's own body.
    public var isBody: Bool
    /// The module in whose text the function is.
    public var module: ModuleIndex?
    /// Where the code stands: at the call that runs, or that has told something.
    public var position: Position?

    public init(function: TextIndex, isBody: Bool, module: ModuleIndex?, position: Position?) {
        self.function = function
        self.isBody = isBody
        self.module = module
        self.position = position
    }
}

/// A stack of calls: the innermost, and the stack below it.
public struct TraceStack: Hashable, Sendable {
    public var below: StackIndex
    public var frame: TraceFrame

    public init(below: StackIndex, frame: TraceFrame) {
        self.below = below
        self.frame = frame
    }
}

extension Trace {
    /// How many calls of a stack a trace tells, from the outermost on.
    public static let stackLimit = 64

    /// The calls of a stack, outermost first.
    public func frames(of index: StackIndex) -> [TraceFrame] {
        var frames: [TraceFrame] = []
        var next = index
        while stacks.indices.contains(Int(next.rawValue)), frames.count < Self.stackLimit {
            frames.append(stacks[Int(next.rawValue)].frame)
            next = stacks[Int(next.rawValue)].below
        }
        return frames.reversed()
    }
}
