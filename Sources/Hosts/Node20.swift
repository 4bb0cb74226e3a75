extension HostProfile {
    /// What Node.js 20 does otherwise than 24.
    public static let node20: HostProfile = {
        var host = node
        host.name = "node@20"
        host.summary = "Node.js 20"
        host.evidence = "Node.js 20.20.2 (V8 11.3) on Linux"
        host.wasm = .refused(ErrorWords("ERR_UNKNOWN_FILE_EXTENSION", "Unknown file extension \".wasm\" for {path}", type: .typeError))
        host.engine = EngineRange("node", 0...21)
        host.loop = .libuv(entryIsInRound: true)
        host.imports = .afterHops(ImportHops(before: 2, namespace: 1, after: 2))
        // To open, to stat, to read and to close a file is a round each.
        host.reading = .onThreads(ThreadReading(rounds: 4, letsTimersFirst: true, walksGraph: true))
        host.chance.readsFilesInTasks = true
        host.rejections.hopsFromRejectedEntryToEnd = 2
        host.globals.importMeta = [.paths, .resolve]
        host.globals.outside.removeAll { ["URLPattern", "CloseEvent", "WebSocket", "Navigator", "navigator"].contains($0) }
        host.globals.absent += [
            "Promise.withResolvers", "Promise.try", "Object.groupBy", "Map.groupBy", "Error.isError", "Array.fromAsync", "JSON.rawJSON",
            "JSON.isRawJSON", "Float16Array", "Math.f16round", "Iterator", "DisposableStack", "AsyncDisposableStack", "SuppressedError",
            "Atomics.pause", "RegExp.escape", "ArrayBuffer.prototype.transfer", "ArrayBuffer.prototype.transferToFixedLength",
            "ArrayBuffer.prototype.detached", "DataView.prototype.getFloat16", "DataView.prototype.setFloat16",
            "%IteratorPrototype%.@@dispose", "%IteratorPrototype%.@@toStringTag", "%AsyncIteratorPrototype%.@@asyncDispose",
        ]
        host.globals.absent += [
            "union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom",
        ].map { "Set.prototype.\($0)" }
        host.globals.absent += [
            "drop", "every", "filter", "find", "flatMap", "forEach", "map", "reduce", "some", "take", "toArray", "constructor",
        ].map { "%IteratorPrototype%.\($0)" }
        host.globals.parsesUsing = false
        host.globals.lengths = [
            .init("setTimeout", 5), .init("setInterval", 5), .init("setImmediate", 4), .init("structuredClone", 0),
        ]
        host.globals.absent += ["URLPattern", "CloseEvent", "WebSocket", "Navigator", "navigator"]
        host.globals.web.bodyHops = 7
        host.globals.web.streamIteration = .node20
        host.globals.webAssemblyNames = WebAssemblyNames.node20
        host.globals.processVersion = "20.20.2"
        host.globals.engineVersion = "11.3.244.8-node.33"
        host.console.bracketsSymbolKeys = true
        host.console.bracketsInheritedKeys = false
        host.console.namesHoldTags = false
        host.words.uncaught = .placeFirst(version: "Node.js v20")
        host.words.unsettled = .nothing
        host.words.namesLinesOfJSON = false
        host.words.loading = .node20
        host.commonJS = .node20
        host.exit.unsettledOwnStatus = .kept
        host.exit.unsettledPreload = nil
        host.exit.unsettledListeners = .own
        return host
    }()
}

extension LoadingWords {
    public static let node20: LoadingWords = {
        var words = node
        words.isJSON = ErrorWords(
            "ERR_IMPORT_ASSERTION_TYPE_MISSING", "Module \"{module}\" needs an import attribute of type \"json\"", type: .typeError)
        words.unsupportedNetworkScheme = nil
        words.isNoJSON.code = "ERR_IMPORT_ASSERTION_TYPE_FAILED"
        words.unknownAttribute.text = "Import attribute \"{key}\" with value \"{value}\" is not supported"
        words.unknownType = ErrorWords(
            "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", "Import attribute type \"{value}\" is unsupported", type: .typeError)
        return words
    }()
}
