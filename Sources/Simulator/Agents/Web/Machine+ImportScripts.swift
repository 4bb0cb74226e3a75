import Hosts
import JavaScript
import Programs

/// `importScripts()`, with which the classic script of a worker runs others. https://html.spec.whatwg.org/multipage/workers.html#importing-scripts-and-libraries
extension Machine {
    mutating func installImportScripts() {
        define(realm.global, "importScripts", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            var addresses: [String] = []
            for index in 0..<arguments.count { addresses.append(try machine.toText(machine.argument(arguments, index))) }
            try machine.importScripts(addresses)
            return .undefined
        }
    }

    private var workerRules: WorkerRules { host.page?.workers ?? .chromium }

    /// Import scripts into worker global scope.
    private mutating func importScripts(_ addresses: [String]) throws(Abrupt) {
        // Step 1
        guard program.entriesAreScripts else { throw typeError(workerRules.importsOfModule) }
        // Step 5
        var keys: [ModuleKey] = []
        for address in addresses {
            guard let key = program.place(ofURL: address, from: program.entries[0]) else {
                throw domException(workerRules.invalidImportURL.replacing("{url}", with: address), name: "SyntaxError")
            }
            keys.append(key)
        }
        // Step 6
        for key in keys { try importScript(key) }
    }

    /// Fetches a script, while the worker waits, and runs it. What it throws is thrown to who imports it.
    private mutating func importScript(_ key: ModuleKey) throws(Abrupt) {
        try countStep()
        // https://w3c.github.io/ServiceWorker/#importscripts: one that is installed has what it has.
        let isInstalled = agents.service.state == .activating || agents.service.state == .activated
        if agents.web.kind == .serviceWorker, isInstalled, !agents.web.imported.contains(key) { throw missingImport(key) }
        let script = entryRecord(for: key, isScript: true)
        graph[script].isScript = true
        let failure = hostLoadNow(script, referrer: running.module)
        try throwIfStopped()
        if let failure {
            guard isErrorOfText(failure) else { throw missingImport(key) }
            let message = workerRules.unparsedImportPrefix + SyntaxErrorWords.v8(loading.failures[Int(failure)][0].message)
            throw .thrown(.object(loadErrorObject(failure, message: message)))
        }
        agents.web.imported.insert(key)
        try evaluateScript(script)
    }

    private mutating func missingImport(_ key: ModuleKey) -> Abrupt {
        domException(workerRules.missingImport.replacing("{url}", with: program.url(of: key)), name: "NetworkError")
    }
}
