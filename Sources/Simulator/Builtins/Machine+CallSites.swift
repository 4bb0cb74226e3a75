import Hashing
import Hosts
import JavaScript

/// The objects that `Error.prepareStackTrace` gets. https://v8.dev/docs/stack-trace-api#customizing-stack-traces
///
/// Deviation: only calls of the program's own code are there, without those of built-in functions and of the host; what the values of a call were is
/// known where the program had set `Error.prepareStackTrace` when the stack was made; a text that is code has its origin without a place.
extension Machine {
    private typealias SiteMethod = (inout Machine, CallSite) -> Value

    /// The call sites of a stack, innermost first.
    mutating func makeCallSites(of index: Int32) -> [ObjectID] {
        let stack = errors.stacks[Int(index)]
        let shown = max(0, Int(stack.shown))
        return callSites(of: stack).prefix(shown).map { site in
            let object = heap.makeObject(.ordinary, prototype: callSitePrototype())
            errors.preparation.sites[object] = site
            return object
        }
    }

    /// The calls of a stack with the host's own lines between them, and the awaits, innermost first.
    mutating func callSites(of stack: ErrorStack) -> [CallSite] {
        var sites: [CallSite] = []
        let own = host.globals.stackLines
        var marks = errors.marks[Int(stack.markStart)..<Int(stack.markStart + stack.markCount)]
        func addMarks(_ machine: inout Machine, before position: Int32) {
            guard let own else { return }
            while let mark = marks.first, mark.position <= position {
                marks.removeFirst()
                for line in machine.lines(of: mark, own) { sites.append(CallSite(instruction: -1, isAsync: false, line: line)) }
            }
        }
        for (offset, instruction) in calls(of: stack).enumerated() {
            addMarks(&self, before: Int32(offset))
            let receiver = stack.receiverStart >= 0 ? errors.receivers[Int(stack.receiverStart) + offset] : nil
            sites.append(CallSite(instruction: instruction, isAsync: false, receiver: receiver))
        }
        addMarks(&self, before: .max)
        for (offset, instruction) in awaits(of: stack).enumerated() {
            let receiver = stack.receiverStart >= 0 ? errors.receivers[Int(stack.receiverStart + stack.callCount) + offset] : nil
            sites.append(CallSite(instruction: instruction, isAsync: true, receiver: instruction >= 0 ? receiver : nil))
        }
        return sites
    }

    /// The lines of the property `stack`, indented by four. Where the host has lines of its own they stand between those of the program, each of
    /// which says what it was called on; elsewhere they are as ``stackLines(of:)-(ErrorStack)`` has them.
    mutating func propertyLines(of stack: ErrorStack) -> [String] {
        guard host.globals.stackLines != nil else { return stackLines(of: stack) }
        return callSites(of: stack).prefix(max(0, Int(stack.shown))).map { site in "    at " + siteText(site, isStrict: false) }
    }

    private mutating func callSitePrototype() -> ObjectID {
        if !errors.preparation.sitePrototype.isNone { return errors.preparation.sitePrototype }
        let prototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        errors.preparation.sitePrototype = prototype
        let rule = host.globals.stacks
        if rule == .prepared || rule == .preparedByDefault {
            let constructor = makeNative("CallSite", 0, isConstructor: true) {
                (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in throw machine.typeError("Not supported")
            }
            put(constructor, .known(.prototype), .object(prototype), [])
            put(prototype, .known(.constructor), .object(constructor), .hidden)
        }
        for name in Self.siteMethods(rule) { defineSiteMethod(name, on: prototype, isStrict: rule == .preparedAtCapture) }
        return prototype
    }

    /// In the order in which the engine lists them.
    private static func siteMethods(_ rule: HostGlobals.StackRule) -> [String] {
        switch rule {
        case .preparedWithPaths:
            [
                "getThis", "getTypeName", "getFunction", "getFunctionName", "getMethodName", "getFileName", "getLineNumber",
                "getColumnNumber",
                "getEvalOrigin", "isToplevel", "isEval", "isNative", "isConstructor", "isAsync", "isPromiseAll", "getPromiseIndex",
                "getScriptNameOrSourceURL", "toString",
            ]
        case .preparedAtCapture:
            [
                "getThis", "getTypeName", "getFunction", "getFunctionName", "getMethodName", "getFileName", "getLineNumber",
                "getColumnNumber",
                "getScriptId", "getEvalOrigin", "getScriptNameOrSourceURL", "isToplevel", "isEval", "isNative", "isConstructor", "isAsync",
                "isPromiseAll", "getPromiseIndex", "toString",
            ]
        default:
            [
                "getColumnNumber", "getEnclosingColumnNumber", "getEnclosingLineNumber", "getEvalOrigin", "getFileName", "getFunction",
                "getFunctionName", "getLineNumber", "getMethodName", "getPosition", "getPromiseIndex", "getScriptNameOrSourceURL",
                "getScriptHash", "getThis", "getTypeName", "isAsync", "isConstructor", "isEval", "isNative", "isPromiseAll", "isToplevel",
                "toString",
            ]
        }
    }

    private mutating func defineSiteMethod(_ name: String, on prototype: ObjectID, isStrict: Bool) {
        let read = Self.siteMethod(name, isStrict)
        define(prototype, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = arguments.thisValue, let site = machine.errors.preparation.sites[object] else {
                throw machine.typeError("CallSite method \(name) expects CallSite as receiver")
            }
            return read(&machine, site)
        }
    }

    /// - Parameter isStrict: whether the host tells nothing of values, and each call as one of a function that is no method.
    private static func siteMethod(_ name: String, _ isStrict: Bool) -> SiteMethod {
        func text(_ machine: inout Machine, _ text: String?, else missing: Value = .null) -> Value {
            text.map { machine.string($0) } ?? missing
        }
        switch name {
        case "getThis": return { isStrict ? .undefined : $0.sloppyReceiver($1)?.thisValue ?? .undefined }
        case "getFunction": return { isStrict ? .undefined : $0.sloppyReceiver($1).map { .object($0.function) } ?? .undefined }
        case "getTypeName": return { isStrict ? $0.string("undefined") : text(&$0, $0.siteTypeName($1)) }
        case "getFunctionName": return { text(&$0, $0.siteFunctionName($1)) }
        case "getMethodName": return { text(&$0, isStrict ? $0.siteFunctionName($1) : $0.siteMethodName($1)) }
        case "getFileName": return { text(&$0, $0.siteFileName($1, isURL: false), else: .undefined) }
        case "getScriptNameOrSourceURL": return { text(&$0, $0.siteFileName($1, isURL: true), else: .undefined) }
        case "getLineNumber": return { $0.siteLocation($1).map { Value($0.line) } ?? .null }
        case "getColumnNumber": return { $0.siteLocation($1).map { Value($0.column) } ?? .null }
        case "getEnclosingLineNumber": return { $0.siteLocation($1, ofFunction: true).map { Value($0.line) } ?? .null }
        case "getEnclosingColumnNumber": return { $0.siteLocation($1, ofFunction: true).map { Value($0.column) } ?? .null }
        case "getPosition": return { machine, site in Value(machine.place(of: site.instruction).map { Int($0.offset) } ?? 0) }
        case "getEvalOrigin": return { $0.isOfText($1) ? $0.string("eval at <anonymous>") : .undefined }
        case "getScriptHash": return { $0.string($0.siteHash($1)) }
        case "getScriptId":
            return { machine, site in machine.string(machine.place(of: site.instruction).map { String($0.unit.index) } ?? "0") }
        case "getPromiseIndex":
            return { _, site in site.line == nil ? ErrorNotes.combinator(site.instruction).map { Value(Int($0.index)) } ?? .null : .null }
        case "isToplevel": return { .boolean(isStrict || $0.isToplevel($1)) }
        case "isEval": return { .boolean($0.isOfText($1)) }
        case "isConstructor": return { .boolean($0.isConstructSite($1)) }
        case "isAsync": return { .boolean($1.isAsync) }
        case "isPromiseAll": return { .boolean($1.line == nil && ErrorNotes.combinator($1.instruction)?.kind == .all) }
        case "toString": return { $0.string($0.siteText($1, isStrict: isStrict)) }
        default: return { _, _ in .boolean(false) }
        }
    }

    // MARK: What a site says

    /// What the call of a function was of that is not strict: nothing is told of others.
    private mutating func sloppyReceiver(_ site: CallSite) -> CallReceiver? {
        function(of: site.instruction)?.flags.contains(.isSloppy) == true ? site.receiver : nil
    }

    private mutating func isConstructSite(_ site: CallSite) -> Bool {
        site.receiver?.isConstruct ?? function(of: site.instruction)?.flags.contains(.isClassConstructor) ?? false
    }

    private mutating func isToplevel(_ site: CallSite) -> Bool {
        if let line = site.line { return !line.contains(" (") || !line.prefix { $0 != " " }.contains(".") }
        guard let value = site.receiver?.thisValue else { return true }
        return switch value {
        case .undefined, .null, .uninitialized: !isConstructSite(site)
        case .object(let object): object == realm.global
        default: false
        }
    }

    /// Of what kind the value is that a method was called on.
    private mutating func siteTypeName(_ site: CallSite) -> String? {
        if let line = site.line { return isToplevel(site) ? nil : String(line.prefix { $0 != "." }) }
        guard let receiver = site.receiver, !isConstructSite(site), !isToplevel(site) else { return nil }
        guard case .object(let object) = receiver.thisValue else {
            guard let object = try? toObject(receiver.thisValue) else { return nil }
            return constructorName(object)
        }
        return className(ofReceiver: object)
    }

    /// GetConstructorName of V8: a class or a function is called by its own name, what has a tag by that.
    private mutating func className(ofReceiver object: ObjectID) -> String {
        switch heap[object].kind {
        case .proxy: return "Proxy"
        case .timer: return "Timeout"
        case .immediate: return "Immediate"
        case .function:
            let isClass =
                functionRecord(object).code >= 0 && code.functions[Int(functionRecord(object).code)].flags.contains(.isClassConstructor)
            if isClass || host.globals.isLatestNode, let name = dataProperty(object, .known(.name)), !name.isEmpty { return name }
        default: break
        }
        var current = object
        var hops = 0
        while host.globals.stackLines != nil, !current.isNone, heap[current].kind != .proxy, heap[current].kind != .namespace, hops < 1000 {
            if case .string(let tag)? = getOwn(current, .symbol(realm.symbolToStringTag))?.value { return shownText(tag) }
            if getOwn(current, .known(.constructor)) != nil { break }
            current = heap[current].prototype
            hops += 1
        }
        return constructorName(object) ?? "Object"
    }

    private mutating func siteFunctionName(_ site: CallSite) -> String? {
        if let line = site.line {
            guard let end = line.firstRange(of: " (")?.lowerBound else { return nil }
            let name = line[..<end].prefix { $0 != " " }
            return String(name.drop { $0 != "." }.dropFirst().isEmpty ? name : name.drop { $0 != "." }.dropFirst())
        }
        guard let function = function(of: site.instruction), function.flags.isDisjoint(with: [.isModule, .isCommonJS]) else { return nil }
        var name = strings.names.string(function.name)
        if let receiver = site.receiver, heap[receiver.function].kind == .function {
            name = shownText(functionRecord(receiver.function).name)
        }
        if isOfText(site), name.isEmpty || name == "anonymous" { return "eval" }
        if name.isEmpty, host.globals.stackLines != nil { return inferredName(site) }
        return name.isEmpty ? nil : name
    }

    /// How a stack names a call of a function that is none of the program's: `Array.forEach`, `new Promise`.
    mutating func calledName(_ receiver: CallReceiver) -> String {
        let name = shownText(functionRecord(receiver.function).name)
        if receiver.isConstruct { return "new \(name)" }
        let site = CallSite(instruction: -1, isAsync: false, receiver: receiver)
        guard !isToplevel(site), let type = siteTypeName(site), !name.hasPrefix(type) else { return name }
        return "\(type).\(name)"
    }

    /// The name of the property that a function is in what it was called on, unless there are several.
    private mutating func siteMethodName(_ site: CallSite) -> String? {
        guard site.line == nil, let receiver = site.receiver, !isConstructSite(site), !isToplevel(site),
            let start = try? toObject(receiver.thisValue)
        else { return nil }
        if case .object(let object) = receiver.thisValue {
            if heap[object].kind == .timer { return "_onTimeout" }
            if heap[object].kind == .immediate { return "_onImmediate" }
        }
        var name = siteFunctionName(site) ?? ""
        if name.hasPrefix("get ") || name.hasPrefix("set ") { name.removeFirst(4) }
        var found: String?
        var current = start
        var hops = 0
        while !current.isNone, heap[current].kind != .proxy, heap[current].kind != .namespace, hops < 1000 {
            if !name.isEmpty, isFunction(receiver.function, of: current, key(name)) { return name }
            current = heap[current].prototype
            hops += 1
        }
        current = start
        while !current.isNone, heap[current].kind != .proxy, heap[current].kind != .namespace, hops < 2000 {
            let keys = ownKeys(current)
            budget.steps += keys.count * Self.lookupSteps
            for key in keys where isFunction(receiver.function, of: current, key, isListed: host.globals.isLatestNode) {
                guard case .name(let id) = key, found == nil else { return nil }
                found = strings.names.string(id)
            }
            current = heap[current].prototype
            hops += 1
        }
        return found
    }

    /// - Parameter isListed: whether only a property counts that is enumerable.
    private mutating func isFunction(_ function: ObjectID, of object: ObjectID, _ key: PropertyKey, isListed: Bool = false) -> Bool {
        guard let own = getOwn(object, key), !isListed || own.attributes.contains(.enumerable) else { return false }
        let value = own.value
        if case .accessor(let index) = value {
            return heap.accessors[Int(index)].getter == function || heap.accessors[Int(index)].setter == function
        }
        return value == .object(function)
    }

    private mutating func siteLocation(_ site: CallSite, ofFunction: Bool = false) -> (line: Int, column: Int)? {
        if let line = site.line { return Self.location(inLine: line) }
        guard let place = place(of: site.instruction) else { return nil }
        if !ofFunction, host.globals.stacks.isOfV8 { return enginePlace(of: site.instruction) }
        var offset = place.offset
        if ofFunction, let function = function(of: site.instruction) {
            offset = function.flags.isDisjoint(with: [.isModule, .isCommonJS]) ? function.range.start : 0
        }
        let location = code.modules[Int(place.unit.index)].source.location(at: offset)
        budget.countWork(Int(offset))
        return (location.line, location.column)
    }

    /// Whether a site is in a text that became code.
    private mutating func isOfText(_ site: CallSite) -> Bool {
        place(of: site.instruction).map { Self.isUnnamedText(code.modules[Int($0.unit.index)].source.name) } ?? false
    }

    /// The name of the file: on some hosts the URL of a module.
    private mutating func siteFileName(_ site: CallSite, isURL: Bool) -> String? {
        if let line = site.line {
            guard let start = line.firstRange(of: "node:")?.lowerBound else { return nil }
            return line[start...].split(separator: ":").prefix(2).joined(separator: ":")
        }
        guard let place = place(of: site.instruction) else { return nil }
        let source = code.modules[Int(place.unit.index)].source
        if Self.isUnnamedText(source.name) { return nil }
        let module = graph.moduleOfUnit[Int(place.unit.index)]
        guard module != .none, graph[module].unit == place.unit else { return source.name }
        let named = source.location(at: place.offset).file
        if graph[module].commonJS >= 0 || program.making != nil && named != source.name { return fileName(of: module) }
        switch host.globals.stacks {
        case .preparedWithPaths where !isURL, .preparedAtCapture: return fileName(of: module)
        default: return program.url(of: graph.key(of: module))
        }
    }

    private mutating func siteHash(_ site: CallSite) -> String {
        guard let place = place(of: site.instruction) else { return "" }
        let bytes = code.modules[Int(place.unit.index)].source.bytes
        budget.countWork(bytes.count)
        return String(decoding: BinaryText.hexadecimal(HashFunction.sha256.digest(of: bytes)[...]), as: UTF16.self)
    }

    /// A line of a stack, without `at`.
    private mutating func siteText(_ site: CallSite, isStrict: Bool) -> String {
        if let line = site.line { return line }
        let start = site.isAsync ? "async " : ""
        if let (kind, index) = ErrorNotes.combinator(site.instruction) { return start + "Promise.\(kind) (index \(index))" }
        var place = siteFileName(site, isURL: false) ?? (isOfText(site) ? "eval at <anonymous>, <anonymous>" : "<anonymous>")
        if let location = siteLocation(site) { place += ":\(location.line):\(location.column)" }
        let name = siteFunctionName(site)
        if isConstructSite(site) { return "\(start)new \(name ?? "<anonymous>") (\(place))" }
        guard !isStrict, !isToplevel(site) else { return start + (name.map { "\($0) (\(place))" } ?? place) }
        let (type, method) = (siteTypeName(site), siteMethodName(site))
        guard let name else { return "\(start)\(type ?? "Object").\(method ?? "<anonymous>") (\(place))" }
        let isIdentifier = name.utf8.allSatisfy { byte in
            byte >= 0x80 || byte == 0x24 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        }
        guard isIdentifier, name.utf8.first.map({ !(0x30...0x39).contains($0) }) ?? false else { return "\(start)\(name) (\(place))" }
        var text = name
        if let type, !name.hasPrefix(type) { text = "\(type).\(name)" }
        if let method, name != method { text += " [as \(method)]" }
        return "\(start)\(text) (\(place))"
    }
}
