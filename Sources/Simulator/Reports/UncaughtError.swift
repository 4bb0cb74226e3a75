import JavaScript
import Trace

/// An error of the program that nothing caught, with what there was to see when it was made.
public struct UncaughtError: Sendable {
    /// A place of running code.
    public struct Frame: Sendable, Equatable {
        /// The module whose code it is, as the trace counts them.
        public var module: ModuleIndex
        public var position: Position

        public init(module: ModuleIndex, position: Position) {
            self.module = module
            self.position = position
        }
    }

    /// What failed at the innermost place.
    public enum Access: Sendable, Equatable {
        /// A name was read.
        case name
        /// A property was read or written; `nil` where its key is computed.
        case property(String?)
        /// The export of a module was read through the namespace of one that has it.
        case export(String, of: ModuleIndex)
        /// A call, of what is written so in messages.
        case call(String?)
        case construction
        /// `class … extends`
        case inheritance
        case destructuring
        case iteration
        /// `instanceof`
        case instanceCheck
    }

    /// What was there instead of a value that could be used.
    public enum Missing: Sendable, Equatable { case deadZone, undefined, null }

    /// What is told of it: an index into ``Run/outcomeDiagnostics``.
    public var diagnostic: Int
    /// How many of the run's events had been recorded when it was made.
    public var eventCount: Int
    /// The calls that were running, innermost first; empty for an error that no code made.
    public var frames: [Frame]
    /// What failed, where that is known and for want of a value.
    public var failure: (access: Access, missing: Missing)?
    /// What was called and is no function, where it is what a module exports as a whole.
    public var wrapped: WrappedDefault?
    /// The promise that nobody handled, for a rejection that was told of as such.
    public var promise: PromiseNumber?
    /// The call that made that promise.
    public var maker: Maker?

    /// What an error would know that was made at a place, and is told of nowhere.
    public init(at place: Frame, eventCount: Int) { self.init(diagnostic: -1, eventCount: eventCount, frames: [place]) }

    init(
        diagnostic: Int, eventCount: Int, frames: [Frame], failure: (access: Access, missing: Missing)? = nil,
        wrapped: WrappedDefault? = nil,
        promise: PromiseNumber? = nil, maker: Maker? = nil
    ) {
        (self.diagnostic, self.eventCount, self.frames, self.failure) = (diagnostic, eventCount, frames, failure)
        (self.wrapped, self.promise, self.maker) = (wrapped, promise, maker)
    }

    /// A call.
    public struct Maker: Sendable, Equatable {
        public var place: Frame
        /// What is called, as messages write it, such as `job.finally`.
        public var callee: String
        /// The name of the method.
        public var method: String?
    }
}

extension Machine {
    /// Tells of an error that nothing caught.
    ///
    /// - Parameter promise: the one that nobody handles.
    mutating func tell(_ value: Value, _ uncaught: Uncaught, of promise: PromiseID? = nil) {
        noteNotCaught(value, promise)
        reports.outcomeDiagnostics.append(diagnostic(for: value, uncaught))
        var error = UncaughtError(
            diagnostic: reports.outcomeDiagnostics.count - 1, eventCount: recorder.trace.events.count, frames: [],
            promise: promise.map { PromiseNumber(rawValue: $0.index) })
        if let promise, reports.uncaught.count < Self.makerLimit { error.maker = maker(of: promise) }
        if let stack = errorStack(of: value) {
            error.eventCount = Int(stack.eventCount)
            error.frames = calls(of: stack).compactMap { frame(of: $0) }
            if isError(value) {
                error.failure = failure(stack)
                error.wrapped = wrappedDefault(stack)
            }
        }
        reports.uncaught.append(error)
    }

    /// Of how many unheard promises it is told what made them.
    private static var makerLimit: Int { 20 }

    private mutating func maker(of promise: PromiseID) -> UncaughtError.Maker? {
        let instruction = heap.promises[Int(promise.index)].maker
        guard instruction >= 0, Int(instruction) < code.instructions.count, isCall(code.instructions[Int(instruction)].opcode),
            let place = frame(of: instruction), let callee = callee(of: instruction)
        else { return nil }
        return UncaughtError.Maker(place: place, callee: callee.text, method: callee.method)
    }

    mutating func frame(of instruction: Int32) -> UncaughtError.Frame? {
        guard let place = place(of: instruction), let position = position(of: place) else { return nil }
        let module = graph.moduleOfUnit[Int(place.unit.index)]
        return module == .none ? nil : UncaughtError.Frame(module: ModuleIndex(Int(module.index)), position: position)
    }

    private mutating func failure(_ stack: ErrorStack) -> (access: UncaughtError.Access, missing: UncaughtError.Missing)? {
        guard let instruction = calls(of: stack).first else { return nil }
        switch stack.reason {
        case .other, .undeclared: return nil
        case .deadZone, .importDeadZone: return (.name, .deadZone)
        case .exportDeadZone(let module, let name):
            return (.export(strings.names.string(name), of: ModuleIndex(Int(module.index))), .deadZone)
        case .notCallable(_, let callee):
            guard callee.isNullish, isCall(instruction) else { return nil }
            return (.call(self.callee(of: instruction)?.text), callee.isUndefined ? .undefined : .null)
        case .missing(let value):
            guard let access = access(instruction) else { return nil }
            return (access, value.isUndefined ? .undefined : .null)
        }
    }

    private mutating func isCall(_ instruction: Int32) -> Bool {
        switch code.instructions[Int(instruction)].opcode {
        case .call, .callSpread: true
        default: false
        }
    }

    /// What an instruction does with the value that is missing; `nil` for what native code did, which the program has given it.
    private mutating func access(_ number: Int32) -> UncaughtError.Access? {
        let instruction = code.instructions[Int(number)]
        switch instruction.opcode {
        case .getProperty, .getMethod, .setProperty: return .property(strings.names.string(NameID(UInt32(instruction.operand))))
        case .getElement, .getElementMethod, .setElement, .toReferenceKey: return .property(nil)
        case .new, .newSpread: return .construction
        case .newClass: return .inheritance
        case .requireObjectCoercible: return .destructuring
        case .getIterator, .appendSpread: return .iteration
        case .instanceOf: return .instanceCheck
        default: return nil
        }
    }
}
