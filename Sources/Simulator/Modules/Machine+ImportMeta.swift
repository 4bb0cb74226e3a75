import Hosts
import JavaScript
import Programs

/// `import.meta`. https://tc39.es/ecma262/#sec-hostgetimportmetaproperties
extension Machine {
    /// `import.meta`. https://tc39.es/ecma262/#sec-meta-properties
    mutating func importMeta() -> ObjectID {
        let index = Int(running.module.index)
        let known = graph.modules[index].importMeta
        if !known.isNone { return known }
        let meta = heap.makeObject(.ordinary, prototype: .none)
        let key = graph.key(of: running.module)
        addHostProperties(meta, key)
        put(meta, .known(.url), string(program.url(of: key)))
        graph.modules[index].importMeta = meta
        return meta
    }

    private mutating func addHostProperties(_ meta: ObjectID, _ module: ModuleKey) {
        let properties = host.globals.importMeta
        if properties.contains(.paths), let path = program.filePath(of: module) {
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
            put(meta, key("dirname"), string(slash == path.startIndex ? "/" : String(path[..<slash])))
            put(meta, key("filename"), string(path))
        }
        if properties.contains(.main) {
            let isEntry = progress.entries.contains { $0.module == running.module }
            put(meta, key("main"), .boolean(isEntry))
        }
        guard properties.contains(.resolve) else { return }
        let referrer = running.module
        let resolve = makeNative("resolve", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let specifier = try machine.toText(machine.argument(arguments, 0))
            try machine.afford(Self.resolveSteps + specifier.utf8.count)
            return machine.string(try machine.resolvedURL(specifier, from: referrer))
        }
        put(meta, .known(.resolve), .object(resolve))
    }

    /// The address that a specifier means, whether or not there is a module.
    private mutating func resolvedURL(_ specifier: String, from referrer: ModuleID) throws(Abrupt) -> String {
        let parts = Specifier(specifier)
        if parts.namesFile, !parts.hasEncodedSlash, let place = program.place(of: specifier, from: graph.key(of: referrer)) {
            return program.url(of: place)
        }
        if case .url(let scheme) = parts.form, ["node", "data", "http", "https"].contains(scheme) { return specifier }
        if let target = resolveModule(strings.names.intern(specifier), from: referrer) { return program.url(of: graph.key(of: target)) }
        let failure = loading.unresolvedFailure
        if let description = hostLoadError(failure, specifier: specifier, referrer: referrer, target: .none) {
            throw .thrown(.object(makeError(description)))
        }
        throw typeError(loading.failures[Int(failure)][0].message)
    }
}
