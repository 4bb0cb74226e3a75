import Algorithms
import Diagnostics

/// Index into ``CodeStore/functions``.
public struct CodeID: Hashable, Sendable {
    public var index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
}

/// Index into ``CodeStore/modules``.
public struct UnitID: Hashable, Sendable {
    public var index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
}

/// The code of one function.
public struct FunctionCode: Sendable {
    /// A part of the function in which a throw goes to a handler. Innermost first within a function.
    public struct Handler: Hashable, Sendable {
        public var start: Int32
        public var end: Int32
        public var target: Int32
        /// How high the operand stack stands at the handler, before the thrown value is pushed.
        public var stackDepth: Int32
    }

    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt16
        @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
        @inlinable public static var isAsync: Flags { Flags(rawValue: 1) }
        @inlinable public static var isGenerator: Flags { Flags(rawValue: 2) }
        @inlinable public static var isArrow: Flags { Flags(rawValue: 4) }
        @inlinable public static var isMethod: Flags { Flags(rawValue: 8) }
        @inlinable public static var isClassConstructor: Flags { Flags(rawValue: 16) }
        @inlinable public static var isDerived: Flags { Flags(rawValue: 32) }
        @inlinable public static var isModule: Flags { Flags(rawValue: 64) }
        /// Whether it has ``Opcode/part``: code of modules that a bundler put into it.
        @inlinable public static var hasParts: Flags { Flags(rawValue: 128) }
        /// Code that is not strict.
        @inlinable public static var isSloppy: Flags { Flags(rawValue: 256) }
        /// The function that a host makes of a CommonJS module.
        @inlinable public static var isCommonJS: Flags { Flags(rawValue: 512) }
    }

    public var name: NameID
    public var flags: Flags
    /// The number of parameters before the first default or rest: the function's `length`.
    public var length: Int32
    public var localCount: Int32
    /// How many leading parameters go straight into the first local slots.
    public var parameterSlots: Int32
    public var unit: UnitID
    /// Into ``CodeStore/instructions``.
    public var start: Int32
    public var count: Int32
    /// Into ``CodeStore/handlers``.
    public var handlerStart: Int32
    public var handlerCount: Int32
    /// The highest that the operand stack stands.
    public var maximumStack: Int32
    public var range: SourceRange
}

/// What linking and evaluation need of one module. https://tc39.es/ecma262/#sec-source-text-module-records
public struct ModuleCode: Sendable {
    /// An ImportEntry that binds a local name.
    public struct Import: Hashable, Sendable {
        public var request: ModuleRequestID
        /// `nil` for a namespace.
        public var name: NameID?
        /// Which import binding of the module; for a namespace, which cell.
        public var index: Int32
        public var range: SourceRange
    }

    public enum Export: Hashable, Sendable {
        case local(name: NameID, cell: Int32)
        /// `export {a as b} from`, or the export of an imported binding.
        case indirect(name: NameID, request: ModuleRequestID, imported: NameID, range: SourceRange)
        /// `export * as name from`.
        case namespace(name: NameID, request: ModuleRequestID)

        public var name: NameID {
            switch self {
            case .local(let name, _), .indirect(let name, _, _, _), .namespace(let name, _): name
            }
        }
    }

    /// A function declaration whose binding is filled when the module is linked.
    public struct Hoisted: Hashable, Sendable {
        public var cell: Int32
        public var code: CodeID
    }

    /// A stretch of one of the store's arrays, in half the room of a `Range<Int>`: there is a ``ModuleCode`` for each of a hundred
    /// thousand modules.
    struct Stretch: Sendable {
        private let start: UInt32
        private let end: UInt32

        init(from start: Int, to end: Int) {
            self.start = UInt32(start)
            self.end = UInt32(end)
        }

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    public let source: SourceFile
    let requestStretch, importStretch, exportStretch, starStretch, hoistedStretch, variableCellStretch, importNameStretch,
        globalStretch: Stretch
    public let cellCount: Int32
    public let hasTLA: Bool
    public let body: CodeID

    /// [[RequestedModules]]: into ``CodeStore/requests``; a ``ModuleRequestID`` counts from its start.
    public var requests: Range<Int> { requestStretch.range }
    /// Into ``CodeStore/imports``.
    public var imports: Range<Int> { importStretch.range }
    /// Into ``CodeStore/exports``.
    public var exports: Range<Int> { exportStretch.range }
    /// `export * from`: into ``CodeStore/stars``.
    public var stars: Range<Int> { starStretch.range }
    /// Into ``CodeStore/hoisted``.
    public var hoisted: Range<Int> { hoistedStretch.range }
    /// The cells that `var` declared, into ``CodeStore/variableCells``: undefined once the module is linked; all others
    /// start in their dead zone.
    public var variableCells: Range<Int> { variableCellStretch.range }
    /// Into ``CodeStore/importNames``: the name of each import binding.
    public var importNames: Range<Int> { importNameStretch.range }
    /// Into ``CodeStore/globals``: what a script of a page declares for all that run after it.
    public var globals: Range<Int> { globalStretch.range }

    /// A declaration at the top of a script, which other scripts and modules see.
    public struct Global: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// `var`, and a function: properties of the global object.
            case variable, function
            /// `let`, `const` and `class`: a cell of the script.
            case lexical(cell: Int32, isConstant: Bool)
        }
        public var name: NameID
        public var kind: Kind
    }
}

/// The expression after an `await`, or what a `for await` goes through.
public struct AwaitedExpression: Hashable, Sendable {
    /// Where it stands, without parentheses of its own.
    public var range: SourceRange
    /// Whether it must stand in parentheses there.
    public var needsParentheses: Bool
}

/// All code of a run, in flat arrays: indices into it never change.
public struct CodeStore: Sendable {
    public internal(set) var instructions: [Instruction] = []
    /// Beside ``instructions``: the offset in the module's source that an instruction stands for.
    public internal(set) var offsets: [UInt32] = []
    /// Beside ``offsets``: how far behind them V8 places what the instruction does, such as the name of a method that is called.
    public internal(set) var shifts: [UInt16] = []
    public internal(set) var functions: [FunctionCode] = []
    public internal(set) var handlers: [FunctionCode.Handler] = []
    public internal(set) var numbers: [Double] = []
    public internal(set) var destructurings: [Destructuring] = []
    public internal(set) var modules: [ModuleCode] = []
    // What the modules are made of, one module after another.
    public internal(set) var requests: [ModuleRequest] = []
    public internal(set) var imports: [ModuleCode.Import] = []
    public internal(set) var exports: [ModuleCode.Export] = []
    public internal(set) var stars: [ModuleRequestID] = []
    public internal(set) var hoisted: [ModuleCode.Hoisted] = []
    public internal(set) var variableCells: [Int32] = []
    public internal(set) var importNames: [NameID] = []
    public internal(set) var globals: [ModuleCode.Global] = []
    /// What `await`s wait for, by the operand of the instruction less 1; one that waits for no expression of the text has 0.
    public internal(set) var awaited: [AwaitedExpression] = []
    /// Tagged templates: cooked (or `nil`) and raw text of each piece.
    public internal(set) var templates: [[(cooked: NameID?, raw: NameID)]] = []

    /// What is around each call of `eval` by its name.
    public private(set) var evalSites: [EvalSurroundings] = []
    private var evalSiteBytes = 0
    /// The functions, as their instructions follow each other.
    private var functionOrder: [CodeID] = []

    public init() {}

    /// Room that the code takes, in bytes, beside the texts that it comes from.
    public var byteCount: Int {
        instructions.count * (MemoryLayout<Instruction>.stride + MemoryLayout<UInt32>.stride + MemoryLayout<UInt16>.stride)
            + functions.count * MemoryLayout<FunctionCode>.stride + handlers.count * MemoryLayout<FunctionCode.Handler>.stride
            + numbers.count * MemoryLayout<Double>.stride + awaited.count * MemoryLayout<AwaitedExpression>.stride
            + destructurings.count * MemoryLayout<Destructuring>.stride + modules.count * MemoryLayout<ModuleCode>.stride + evalSiteBytes
    }

    /// - Parameter newBindings: how many bindings it holds that no other site shares; more than that count as well.
    mutating func addEvalSite(_ surroundings: EvalSurroundings, newBindings: Int) -> Int32 {
        evalSites.append(surroundings)
        evalSiteBytes +=
            MemoryLayout<EvalSurroundings>.stride + surroundings.levels.count * MemoryLayout<EvalSurroundings.Level>.stride
            + newBindings * MemoryLayout<EvalSurroundings.Binding>.stride
        return Int32(evalSites.count - 1)
    }

    /// The code of a function is there.
    mutating func noteOrder(of code: CodeID) { functionOrder.append(code) }

    /// The function that an instruction belongs to.
    public func function(at instruction: Int32) -> FunctionCode? {
        let index = functionOrder.partitioningIndex {
            let function = functions[Int($0.index)]
            return instruction < function.start + function.count
        }
        guard index < functionOrder.count else { return nil }
        let function = functions[Int(functionOrder[index].index)]
        return instruction >= function.start ? function : nil
    }

    /// Where the parts of the next module start.
    struct Parts {
        var requests, imports, exports, stars, hoisted, variableCells, importNames, globals: Int
    }

    var parts: Parts {
        Parts(
            requests: requests.count, imports: imports.count, exports: exports.count, stars: stars.count, hoisted: hoisted.count,
            variableCells: variableCells.count, importNames: importNames.count, globals: globals.count)
    }

    /// The module whose parts were appended last.
    func module(from start: Parts, source: SourceFile, cellCount: Int, hasTLA: Bool, body: CodeID) -> ModuleCode {
        let end = parts
        return ModuleCode(
            source: source, requestStretch: .init(from: start.requests, to: end.requests),
            importStretch: .init(from: start.imports, to: end.imports), exportStretch: .init(from: start.exports, to: end.exports),
            starStretch: .init(from: start.stars, to: end.stars), hoistedStretch: .init(from: start.hoisted, to: end.hoisted),
            variableCellStretch: .init(from: start.variableCells, to: end.variableCells),
            importNameStretch: .init(from: start.importNames, to: end.importNames),
            globalStretch: .init(from: start.globals, to: end.globals), cellCount: Int32(cellCount), hasTLA: hasTLA, body: body)
    }

    /// What an `await` instruction waits for; `nil` when no expression of the text says so, and for other instructions.
    public func awaited(by instruction: Int32) -> AwaitedExpression? {
        let instruction = instructions[Int(instruction)]
        return instruction.opcode == .await && instruction.operand > 0 ? awaited[Int(instruction.operand) - 1] : nil
    }

    /// A module's request.
    public func request(_ request: ModuleRequestID, of unit: UnitID) -> ModuleRequest {
        requests[modules[Int(unit.index)].requests.lowerBound + Int(request.index)]
    }
}
