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
        let known = (errors.preparation.receivers[Int(index)] ?? []).suffix(Int(stack.callCount))
        var sites: [CallSite] = []
        for (offset, instruction) in calls(of: stack).enumerated() {
            let receiver = known.count == Int(stack.callCount) ? known[known.startIndex + offset] : nil
            sites.append(CallSite(instruction: instruction, isAsync: false, receiver: receiver))
        }
        for instruction in awaits(of: stack) { sites.append(CallSite(instruction: instruction, isAsync: true)) }
        return sites.prefix(shown).map { site in
            let object = heap.makeObject(.ordinary, prototype: callSitePrototype())
            errors.preparation.sites[object] = site
            return object
        }
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
        case "getPromiseIndex": return { _, _ in .null }
        case "isToplevel": return { .boolean(isStrict || $0.isToplevel($1)) }
        case "isEval": return { .boolean($0.isOfText($1)) }
        case "isConstructor": return { .boolean($0.isConstructSite($1)) }
        case "isAsync": return { .boolean($1.isAsync) }
        case "isPromiseAll": return { .boolean($1.instruction == ErrorNotes.combinatorFrame(.all)) }
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
        guard let value = site.receiver?.thisValue else { return true }
        return switch value {
        case .undefined, .null, .uninitialized: !isConstructSite(site)
        case .object(let object): object == realm.global
        default: false
        }
    }

    /// Of what kind the value is that a method was called on.
    private mutating func siteTypeName(_ site: CallSite) -> String? {
        guard let receiver = site.receiver, !isConstructSite(site), !isToplevel(site) else { return nil }
        guard case .object(let object) = receiver.thisValue else {
            guard let object = try? toObject(receiver.thisValue) else { return nil }
            return constructorName(object)
        }
        if heap[object].kind == .proxy { return "Proxy" }
        if heap[object].kind == .function, let name = dataProperty(object, .known(.name)), !name.isEmpty { return name }
        return constructorName(object) ?? "Object"
    }

    private mutating func siteFunctionName(_ site: CallSite) -> String? {
        guard let function = function(of: site.instruction), function.flags.isDisjoint(with: [.isModule, .isCommonJS]) else { return nil }
        var name = strings.names.string(function.name)
        if let receiver = site.receiver, heap[receiver.function].kind == .function {
            name = shownText(functionRecord(receiver.function).name)
        }
        if isOfText(site), name.isEmpty || name == "anonymous" { return "eval" }
        return name.isEmpty ? nil : name
    }

    /// The name of the property that a function is in what it was called on, unless there are several.
    private mutating func siteMethodName(_ site: CallSite) -> String? {
        guard let receiver = site.receiver, !isConstructSite(site), !isToplevel(site),
            let start = try? toObject(receiver.thisValue)
        else { return nil }
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
            for key in keys where isFunction(receiver.function, of: current, key) {
                guard case .name(let id) = key, found == nil else { return nil }
                found = strings.names.string(id)
            }
            current = heap[current].prototype
            hops += 1
        }
        return found
    }

    private mutating func isFunction(_ function: ObjectID, of object: ObjectID, _ key: PropertyKey) -> Bool {
        guard let value = getOwn(object, key)?.value else { return false }
        if case .accessor(let index) = value {
            return heap.accessors[Int(index)].getter == function || heap.accessors[Int(index)].setter == function
        }
        return value == .object(function)
    }

    private mutating func siteLocation(_ site: CallSite, ofFunction: Bool = false) -> (line: Int, column: Int)? {
        guard let place = place(of: site.instruction) else { return nil }
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
        let start = site.isAsync ? "async " : ""
        if let kind = Combinator(rawValue: -1 - site.instruction) { return start + "Promise.\(kind)" }
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
