import Diagnostics
import Hosts
import JavaScript
import Programs
import Text

/// The parser of the page's document.
extension Machine {
    /// Begins the page: its objects, and the first text of its document.
    mutating func beginPage(_ document: PageDocument, _ rules: PageRules) throws(Abrupt) {
        page.rules = rules
        page.state = .parsing
        page.key = document.key
        reports.diagnostics += document.warnings
        recorder.trace.document = document.name
        page.items = document.items
        page.isHidden = document.isHidden
        installPageObjects()
        try listen(to: document.listens)
        var arrival: Int64 = 0
        for item in document.items {
            page.arrivals.append(arrival)
            page.scriptOfItem.append(-1)
            page.elementOfItem.append(-1)
            guard case .pause(let time) = item else { continue }
            arrival = limitedSum(arrival, time)
        }
        page.arrivals.append(arrival)
        // What a run is of is known from its start, so that it is not over before its last script.
        for (index, item) in document.items.enumerated() {
            guard case .script(let script) = item, !script.isNoModule || script.isModule, !script.hasNoAddress else { continue }
            page.scriptOfItem[index] = addScript(key: script.key, isModule: script.isModule, isExternal: script.source != nil)
        }
        try parse()
    }

    /// Adds a script, whose element comes when the parser has come to it.
    mutating func addScript(key: ModuleKey, isModule: Bool, isExternal: Bool) -> Int32 {
        let module = pageRecord(for: key, isModule: isModule)
        page.scripts.append(PageScript(element: -1, module: module, isModule: isModule, isExternal: isExternal))
        progress.entries.append(EntryState(module: module))
        return Int32(page.scripts.count - 1)
    }

    /// Takes the parser on, as far as the document is there.
    ///
    /// - Parameter isResumed: whether it goes on in the task of the script that it waited for.
    mutating func parse(isResumed: Bool = false) throws(Abrupt) {
        guard page.state == .parsing, page.blockedOn < 0 else { return }
        while page.next < page.items.count {
            if awaitText(of: page.next) { return }
            let index = page.next
            page.next += 1
            try countStep()
            try meet(page.items[index], index)
            try throwIfStopped()
            if page.blockedOn >= 0 { return lookAhead() }
        }
        if awaitText(of: page.next) { return }
        let isAtOnce = page.rules?.ready == .atOnce ? !page.hasBeenBlocked : isResumed
        if isAtOnce { try endDocument() } else { _ = schedule(.page(.end), after: 0) }
    }

    /// Whether the document has not come so far: then a task goes on when it has.
    private mutating func awaitText(of index: Int) -> Bool {
        guard page.arrivals[index] > loop.now else { return false }
        if !page.awaitsText {
            page.awaitsText = true
            _ = schedule(.page(.parse), at: page.arrivals[index])
        }
        // What was held while the parser waited for a script need not wait for the network.
        releaseHeld()
        return true
    }

    private mutating func meet(_ item: PageDocument.Item, _ index: Int) throws(Abrupt) {
        switch item {
        case .script(let script):
            let element = addElement("script", parserInserted: true)
            page.elementOfItem[index] = element
            setAttributes(of: element, script)
            guard page.scriptOfItem[index] >= 0 else {
                if script.hasNoAddress { _ = schedule(.page(.elementEvent(element, isError: true)), after: 0) }
                return
            }
            let number = page.scriptOfItem[index]
            page.scripts[Int(number)].element = element
            try prepare(number, isAsync: script.isAsync, isDeferred: script.isDeferred)
        case .importMap(let file):
            let element = addElement("script", parserInserted: true)
            setAttribute(element, "type", "importmap")
            try register(file, element)
        case .externalImportMap(let source):
            let element = addElement("script", parserInserted: true)
            setAttribute(element, "type", "importmap")
            setAttribute(element, "src", source)
            _ = schedule(.page(.elementEvent(element, isError: true)), after: 0)
        case .preload(let key, let source):
            let element = element(ofItem: index, named: "link")
            setAttribute(element, "rel", "modulepreload")
            setAttribute(element, "href", source)
            preload(key, element)
        case .content: makeBody()
        case .image(let source, _):
            makeBody()
            let element = element(ofItem: index, named: "img")
            setAttribute(element, "src", source)
            if page.scanned <= index { requestImage(index) }
        case .pause: break
        }
        page.scanned = max(page.scanned, page.next)
    }

    private mutating func element(ofItem index: Int, named name: String) -> Int32 {
        if page.elementOfItem[index] < 0 { page.elementOfItem[index] = addElement(name, parserInserted: true) }
        return page.elementOfItem[index]
    }

    // MARK: Looking ahead

    /// While the parser waits, what is there of the document behind is looked through, and its files are asked for.
    mutating func lookAhead() {
        guard page.blockedOn >= 0 else { return }
        while page.scanned < page.items.count, page.arrivals[page.scanned] <= loop.now {
            let index = page.scanned
            page.scanned += 1
            switch page.items[index] {
            case .script(let script):
                guard page.scriptOfItem[index] >= 0, script.source != nil else { continue }
                request(page.scriptOfItem[index])
            case .preload(let key, _): _ = hostLoad(pageRecord(for: key, isModule: true), referrer: nil)
            case .image: requestImage(index)
            case .importMap, .externalImportMap, .content, .pause: break
            }
        }
        if page.scanned < page.items.count { _ = schedule(.page(.scan), at: page.arrivals[page.scanned]) }
    }

    private mutating func requestImage(_ index: Int) {
        guard case .image(_, let load) = page.items[index] else { return }
        page.loadDelays += 1
        let element = element(ofItem: index, named: "img")
        _ = schedule(.page(.image(element)), after: load ?? page.rules?.latency ?? 0)
    }

    /// An image is there.
    mutating func imageArrived(_ element: Int32) throws(Abrupt) {
        try fire("load", at: page.elements[Int(element)].object)
        page.loadDelays -= 1
        try checkLoad()
    }

    // MARK: Import maps

    /// Register an import map. https://html.spec.whatwg.org/multipage/webappapis.html#register-an-import-map
    private mutating func register(_ file: SourceFile, _ element: Int32) throws(Abrupt) {
        if page.rules?.mergesImportMaps == false, page.hasImportMap || page.hasAskedForModule {
            _ = schedule(.page(.elementEvent(element, isError: true)), after: 0)
            return
        }
        page.hasImportMap = true
        budget.steps += file.bytes.count
        do throws(Diagnostic) {
            let map = try ImportMap(file, in: program, document: page.key)
            // Rules for the beginning of a specifier are held against all that were resolved.
            budget.steps += map.ruleCount * page.resolved.count / 64
            page.importMap.merge(map, resolved: page.resolved)
            // What had no meaning may have one now.
            page.resolutions = page.resolutions.filter { if case .module = $0.value { true } else { false } }
            budget.steps += page.resolutions.count
            // All are put in order again.
            budget.steps += page.importMap.ruleCount * 4
        } catch {
            reports.diagnostics.append(locate(error))
            reportUncaught(.object(makeError(realm.syntaxErrorPrototype, error.message)))
        }
        try throwIfStopped()
    }
}
