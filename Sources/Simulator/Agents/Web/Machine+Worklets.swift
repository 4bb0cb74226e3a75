import Hosts
import JavaScript
import Programs
import Trace

/// `addModule()` of worklets, and their global scope. https://html.spec.whatwg.org/multipage/worklets.html#dom-worklet-addmodule
///
/// Deviation: each module has a global scope of its own, nothing is ever rendered or painted, and what comes with worklets beside the start of their modules is
/// left out.
extension Machine {
    private static let outsideOfContexts = [
        "destination", "createGain", "createOscillator", "createBufferSource", "createBuffer", "decodeAudioData", "startRendering",
        "resume",
        "suspend", "close", "state", "listener",
    ]
    /// What the scope of a worklet has not.
    private static let absent = [
        "setTimeout", "setInterval", "clearTimeout", "clearInterval", "fetch", "queueMicrotask", "structuredClone", "Worker",
        "SharedWorker", "Headers", "Request", "Response", "FormData", "Blob", "File", "BroadcastChannel", "btoa", "atob", "navigator",
        "Navigator", "crypto", "Crypto", "CryptoKey", "SubtleCrypto", "performance", "Performance", "PerformanceEntry", "PerformanceMark",
        "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList", "reportError",
    ]

    mutating func installWorklets() {
        let worklet = makeLibraryObject()
        defineTag(worklet, "Worklet")
        defineListed(worklet, "addModule", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.promised { machine, promise throws(Abrupt) in
                guard case .object(let object) = arguments.thisValue, let number = machine.agents.worklets.ofObject[object] else {
                    throw machine.typeError("Illegal invocation")
                }
                try machine.addModule(machine.argument(arguments, 0), to: number, promise)
            }
        }
        func make(_ machine: inout Machine) -> ObjectID {
            let object = machine.heap.makeObject(.ordinary, prototype: worklet)
            machine.agents.worklets.ofObject[object] = machine.agents.worklets.names.count
            machine.agents.worklets.names.append([])
            return object
        }
        for name in ["AudioContext", "OfflineAudioContext"] {
            let context = makeLibraryObject(events.targetPrototype)
            defineTag(context, name)
            for member in Self.outsideOfContexts { defineOutside(context, member, as: "\(name).prototype.\(member)") }
            defineConstructor(name, name == "AudioContext" ? 0 : 3, prototype: context) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.requireNew(arguments, name)
                let object = machine.makeEventTarget(prototype: try machine.prototypeFromConstructor(arguments.newTarget, context))
                let own = make(&machine)
                machine.agents.worklets.ofContext[object] = machine.agents.worklets.ofObject[own]
                machine.put(object, machine.key("audioWorklet"), .object(own), .enumerable)
                return .object(object)
            }
        }
        let node = makeLibraryObject(events.targetPrototype)
        defineTag(node, "AudioWorkletNode")
        for member in ["port", "parameters", "connect", "disconnect"] {
            defineOutside(node, member, as: "AudioWorkletNode.prototype.\(member)")
        }
        defineConstructor("AudioWorkletNode", 2, prototype: node) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "AudioWorkletNode")
            guard case .object(let context) = machine.argument(arguments, 0), let worklet = machine.agents.worklets.ofContext[context]
            else {
                throw machine.typeError("Failed to construct 'AudioWorkletNode': parameter 1 is not of type 'BaseAudioContext'.")
            }
            let name = try machine.toText(machine.argument(arguments, 1))
            guard machine.agents.worklets.names[worklet].contains(name) else {
                let message = machine.host.page?.worklets.unknownName.replacing("{name}", with: name) ?? name
                throw machine.domException(message, name: "InvalidStateError")
            }
            return .object(machine.makeEventTarget(prototype: try machine.prototypeFromConstructor(arguments.newTarget, node)))
        }
        let styles = makeLibraryObject()
        defineTag(styles, "CSS")
        for member in ["supports", "escape", "registerProperty", "highlights"] { defineOutside(styles, member, as: "CSS.\(member)") }
        if host.page?.worklets.hasPaint == true {
            let paint = make(&self)
            put(styles, key("paintWorklet"), .object(paint), .enumerable)
        }
        put(realm.global, key("CSS"), .object(styles), .hidden)
    }

    private mutating func addModule(_ place: Value, to worklet: Int, _ promise: PromiseID) throws(Abrupt) {
        guard let key = program.place(ofURL: try toText(place), from: page.key) else {
            throw domException("The URL of the module is not valid.", name: "SyntaxError")
        }
        let number = try startAgent(
            AgentLinks.Beginning(key: key, data: .undefined, kind: .worklet, name: "worklet"), handler: .object(makeEventTarget()))
        agents.referenced.remove(number)
        agents.worklets.calls[number] = (promise, worklet)
    }

    /// Something that the scope of a worklet tells its page.
    mutating func takeWorklet(_ what: AgentLinks.Incoming, _ call: (promise: PromiseID, worklet: Int)) {
        switch what {
        case .worklet(.registers(let name)): agents.worklets.names[call.worklet].insert(name)
        case .worklet(.added): resolvePromise(call.promise, .undefined)
        case .error(let data):
            guard case .error("AbortError", let message, _, _, _)? = data.nodes.first else {
                return rejectPromise(call.promise, deserialize(data))
            }
            settleAbrupt(call.promise, domException(message ?? "", name: "AbortError"))
        case .message, .online, .exit, .notice, .fetch, .scriptFailed, .connect: break
        }
    }

    // MARK: The scope

    mutating func installWorkletScope() {
        for name in Self.absent { _ = try? delete(realm.global, key(name)) }
        for name in ["registerProcessor", "registerPaint"] {
            defineListed(realm.global, name, 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let own = try machine.toText(machine.argument(arguments, 0))
                try machine.requireFunction(machine.argument(arguments, 1), of: name)
                machine.budget.keep(own)
                machine.ask(.worklet(.registers(own)))
                return .undefined
            }
        }
        let processor = makeLibraryObject()
        defineTag(processor, "AudioWorkletProcessor")
        defineOutside(processor, "port", as: "AudioWorkletProcessor.prototype.port")
        defineConstructor("AudioWorkletProcessor", 0, prototype: processor) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "AudioWorkletProcessor")
            let own = try machine.prototypeFromConstructor(arguments.newTarget, processor)
            return .object(machine.heap.makeObject(.ordinary, prototype: own))
        }
        for (name, value) in [("sampleRate", 44_100.0), ("currentTime", 0), ("currentFrame", 0)] {
            put(realm.global, key(name), .number(value))
        }
    }

    /// Why the module of a worklet does not run.
    mutating func workletFailure() -> SerializedValue? {
        guard agents.web.kind == .worklet, case .loadError(let message)? = progress.ending else { return nil }
        if let syntax = loading.failures.first(where: { $0.first?.kind == .syntax })?.first {
            return SerializedValue(nodes: [.error(name: "SyntaxError", message: syntax.message)])
        }
        let isItself = progress.entries.first.map { graph[$0.module].failure >= 0 } ?? false
        let words = host.page?.worklets.missing.replacing("{url}", with: program.url(of: program.entries[0])) ?? message
        let status = isItself ? host.page?.worklets.missingStatus ?? "" : ""
        return SerializedValue(nodes: [.error(name: "AbortError", message: words + status)])
    }
}
