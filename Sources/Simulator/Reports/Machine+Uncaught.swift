import Diagnostics
import JavaScript
import Programs
import Text

/// Errors that the program did not catch, as a person reads them: the place, the way that the error took, and what to write instead.
extension Machine {
    /// How an error came to be reported.
    enum Uncaught {
        /// An entry was rejected, or a task threw.
        case error
        /// A promise was rejected, and nobody handles it.
        case rejection

        var words: String {
            switch self {
            case .error: "uncaught"
            case .rejection: "unhandled rejection:"
            }
        }
    }

    /// How many causes and errors of an AggregateError are told.
    private static var causeLimit: Int { 8 }

    mutating func diagnostic(for error: Value, _ uncaught: Uncaught) -> Diagnostic {
        if let known = moduleProblem(of: error) { return known }
        let (stack, origin, awaitPlace) = way(of: error)
        // A text is quoted, so that nobody takes it for our words.
        let message = "\(uncaught.words) \(isError(error) ? errorText(error) : inspect(error))"
        // An error that no code made, such as that of Promise.any, shows the await that it came out of.
        let place = place(ofError: error) ?? awaitPlace
        let isGenerated = place.map { self.isGenerated($0) } ?? false
        var problem =
            (isGenerated ? userPlace(of: error) : place).map { self.problem(.runtime, message, at: $0) }
            ?? Diagnostic(.runtime, isGenerated ? "\(message), in the bundle's own code" : message)
        problem.stack = stack + (origin.map { moduleWay(of: error, from: $0) } ?? [])
        problem.related = causes(of: error)
        if !isGenerated, let reason = errorStack(of: error)?.reason { explain(reason, of: error, &problem) }
        if let advice = outsideAdvice(error) { problem.suggestion = advice }
        if problem.location == nil, !isError(error) {
            problem.suggestion = "reject with an Error: it knows where it was made, and a value of another kind does not"
        }
        return problem
    }

    /// What to do about a file that `node:fs` did not find since it lies outside of what may be read.
    private mutating func outsideAdvice(_ error: Value) -> String? {
        guard program.isOnDisk, !reports.outsidePaths.isEmpty, case .object(let object) = error,
            let path = getOwn(object, key("path"))?.value, case .string = path, let text = try? toText(path),
            reports.outsidePaths.contains(text)
        else { return nil }
        return "'\(text)' lies outside the folder that the program may read, where nothing is there for it; \(FolderBoundary.advice)"
    }

    /// A problem at a place of the code, with its line.
    mutating func problem(_ kind: Diagnostic.Kind, _ message: String, at place: Place) -> Diagnostic {
        let source = code.modules[Int(place.unit.index)].source
        return locate(source.diagnostic(kind, message, at: SourceRange(start: place.offset, end: place.offset + 1)))
    }

    mutating func isError(_ value: Value) -> Bool {
        if case .object(let object) = value { return heap[object].kind == .error }
        return false
    }

    /// The problem behind the error of a module that does not load or link, with the `import()` that asked for it.
    private mutating func moduleProblem(of error: Value) -> Diagnostic? {
        guard case .object(let object) = error else { return nil }
        var problem = linkProblem(of: error)
        if problem == nil, let failure = loading.errors.first(where: { $0.value == object })?.key {
            problem = loading.failures[Int(failure)].first
        }
        guard var problem else { return nil }
        if let call = imports.records.first(where: { heap.promises[Int($0.promise.index)].result == error }) {
            let location = call.place.map { locationOf($0) }
            if problem.location == nil, let place = call.place {
                let stack = problem.stack
                let suggestion = problem.suggestion
                problem = self.problem(problem.kind, problem.message, at: place)
                (problem.stack, problem.suggestion) = (stack, suggestion)
            }
            problem.stack.append(StackEntry(.dynamicImport, name: strings.text(call.specifier), at: location))
            problem.stack += moduleWay(of: error, from: call.referrer)
        }
        return problem
    }

    // MARK: The way

    /// The calls and awaits that an error came through, the module whose body is the last of them, and where the first await stands that
    /// it came out of, when nobody awaited the code that made it.
    private mutating func way(of error: Value) -> (entries: [StackEntry], module: ModuleID?, awaitPlace: Place?) {
        let stack = errorStack(of: error)
        var entries: [StackEntry] = []
        var module = stack?.module ?? .none
        var awaitPlace: Place?
        if let stack {
            entries += calls(of: stack).map { entry(.call, $0) }
            if stack.omittedCalls > 0 { entries.append(StackEntry(.omitted, name: counted(stack.omittedCalls, "more call"))) }
            entries += awaits(of: stack).map { entry(.await, $0) }
        }
        if module == .none {
            for passed in errors.passedAwaits where passed.value == error && entries.count < 2 * ErrorStack.limit {
                entries.append(entry(.await, passed.instruction))
                awaitPlace = awaitPlace ?? place(of: passed.instruction)
                guard let function = function(of: passed.instruction), function.flags.contains(.isModule) else { continue }
                module = graph.moduleOfUnit[Int(function.unit.index)]
                break
            }
        }
        return (Self.withoutGeneratedEnds(entries), module == .none ? nil : module, awaitPlace)
    }

    private mutating func entry(_ kind: StackEntry.Kind, _ instruction: Int32) -> StackEntry {
        if let combinator = ErrorNotes.combinator(instruction)?.kind { return StackEntry(.combinator, name: "Promise.\(combinator)") }
        guard let place = place(of: instruction) else { return StackEntry(kind) }
        if isGenerated(place) { return StackEntry(.bundler, name: program.making?.maker) }
        let location = locationOf(place)
        if isImportDeclaration(place) {
            return StackEntry(
                .importer, name: distinctName(at: place, in: location), at: location, note: kind == .await ? "which waited for it" : nil)
        }
        return StackEntry(kind, name: userFrameName(instruction) ?? distinctName(at: place, in: location), at: location)
    }

    /// The stack where the run was stopped.
    mutating func blockedEntries() -> [StackEntry] {
        guard stop.stack >= 0 else { return [] }
        let stack = errors.stacks[Int(stop.stack)]
        var entries = calls(of: stack).map { entry(.call, $0) }
        if stack.omittedCalls > 0 { entries.append(StackEntry(.omitted, name: counted(stack.omittedCalls, "more call"))) }
        return Self.withoutGeneratedEnds(entries + awaits(of: stack).map { entry(.await, $0) })
    }

    // MARK: Causes

    /// What an error says of its `cause`, and an AggregateError of its errors. Runs no code of the program.
    private mutating func causes(of error: Value) -> [RelatedPlace] {
        var found: [RelatedPlace] = []
        var current = error
        while found.count < Self.causeLimit, case .object(let object) = current, heap[object].kind == .error {
            if let list = getOwn(object, .known(.errors))?.value, case .object(let array) = list, heap[array].kind == .array {
                for index in 0..<min(elementCount(array), Self.causeLimit - found.count) {
                    guard let element = getOwn(array, .index(UInt32(index)))?.value, let place = place(ofError: element) else { continue }
                    found.append(RelatedPlace("one of its errors: \(errorText(element))", at: locationOf(place)))
                }
            }
            guard let cause = getOwn(object, .known(.cause))?.value, cause != current, let place = place(ofError: cause) else { break }
            found.append(RelatedPlace("caused by \(errorText(cause))", at: locationOf(place)))
            current = cause
        }
        return found
    }
}
