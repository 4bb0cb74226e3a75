import Hosts
import JavaScript
import Programs

/// The window and the document of a page: what the order of its scripts depends on, and no more of a DOM.
extension Machine {
    /// What only pages have and the simulator has not.
    private static var outsideNames: [String] {
        [
            "localStorage", "sessionStorage", "indexedDB", "history", "screen", "XMLHttpRequest", "WebSocket", "EventSource",
            "MutationObserver", "IntersectionObserver", "ResizeObserver", "PerformanceObserver", "customElements", "HTMLElement", "Element",
            "Node",
            "NodeList", "DOMParser", "getComputedStyle", "matchMedia", "alert", "confirm", "prompt", "scrollTo", "postMessage", "Image",
            "caches",
            "cookieStore", "Worker", "SharedWorker",
        ]
    }

    private static var outsideOfDocument: [String] {
        [
            "write", "writeln", "open", "close", "cookie", "title", "getElementById", "querySelector", "querySelectorAll",
            "getElementsByTagName", "getElementsByClassName", "createTextNode", "createDocumentFragment", "forms", "images", "scripts",
            "styleSheets", "fonts",
        ]
    }

    /// Whether modules run as in a browser, and there is no document that asks for them.
    var isBrowserWithoutPage: Bool { host.page != nil && !page.isOn && agents.start == nil }

    /// What a window has for its code alone. What comes with a document is named as such.
    mutating func installWindowWithoutPage() {
        for name in ["window", "self"] { put(realm.global, key(name), .object(realm.global)) }
        installWindowScheduling()
        for name in Self.outsideNames + Self.namesOfPage where lookup(realm.global, key(name)) == nil {
            defineOutside(realm.global, name, as: name)
        }
    }

    /// What of a window asks for tasks, whether there is a document or not.
    private mutating func installWindowScheduling() {
        installMessageChannel()
        installPrioritizedTasks()
        installFrames()
        installIdleTime()
    }

    /// What there is where there is a page.
    private static var namesOfPage: [String] { ["document", "location", "addEventListener", "removeEventListener", "dispatchEvent"] }

    /// What to do about something of the document or the window that is not there.
    func adviceOnPage(_ name: String) -> String? {
        if isBrowserWithoutPage, Self.namesOfPage.contains(name) {
            return "a page has it: give the HTML file that asks for these modules, or write 'page:' in place of 'entry:'"
        }
        guard page.isOn, name.hasPrefix("document.") || Self.outsideNames.contains(name) else { return nil }
        return "of a page there is what moves the order of its scripts; a script before this one can put a stand-in there, such as "
            + (name.hasPrefix("document.") ? "\(name) = () => document.createElement(\"div\")" : "globalThis.\(name) = …")
    }

    mutating func installPageObjects() {
        installWindow()
        installDocument()
        installElements()
        installWindowScheduling()
        installServiceWorkers()
        installWorklets()
        let root = addElement("html", isRoot: true)
        page.root = page.elements[Int(root)].object
        events.targets[Int(heap[page.root].payload)].parent = page.document
        let head = addElement("head", isRoot: true)
        page.head = page.elements[Int(head)].object
        insert(head, into: root)
        for name in Self.outsideNames where lookup(realm.global, key(name)) == nil { defineOutside(realm.global, name, as: name) }
    }

    /// The body is there when its first content is, at the latest when the document has been parsed.
    mutating func makeBody() {
        guard page.body.isNone else { return }
        let body = addElement("body", isRoot: true)
        page.body = page.elements[Int(body)].object
        insert(body, into: 0)
    }

    // MARK: The window

    /// https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-window-object
    private mutating func installWindow() {
        makeGlobalTarget()
        let prototype = makeLibraryObject(events.targetPrototype)
        defineIllegalConstructor("Window", prototype)
        heap[realm.global].prototype = prototype
        for name in ["window", "self", "frames", "top", "parent"] { put(realm.global, key(name), .object(realm.global)) }
        for name in ["load", "error", "unhandledrejection", "rejectionhandled", "pageshow", "beforeunload", "message"] {
            defineEventHandler(realm.global, name)
        }
        installLocation(program.url(of: page.key), "Location")
    }

    /// https://html.spec.whatwg.org/multipage/nav-history-apis.html#location
    mutating func installLocation(_ url: String, _ interface: String) {
        let location = makeLibraryObject()
        let path = url.firstRange(of: "://").map { "/" + url[$0.upperBound...].drop { $0 != "/" }.dropFirst() } ?? url
        for (name, text) in [
            ("href", url), ("pathname", path), ("search", ""), ("hash", ""), ("protocol", "file:"), ("origin", "null"), ("host", ""),
        ] {
            put(location, key(name), string(text))
        }
        define(location, "toString", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in machine.string(url) }
        defineTag(location, interface)
        put(realm.global, key("location"), .object(location))
    }

    /// An interface of which no program makes an object.
    mutating func defineIllegalConstructor(_ name: String, _ prototype: ObjectID) {
        defineConstructor(name, 0, prototype: prototype) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError("Illegal constructor")
        }
        defineTag(prototype, name)
    }

    // MARK: The document

    /// https://html.spec.whatwg.org/multipage/dom.html#the-document-object
    private mutating func installDocument() {
        let prototype = makeLibraryObject(events.targetPrototype)
        defineIllegalConstructor("Document", prototype)
        page.document = makeEventTarget(prototype: prototype)
        let record = Int(heap[page.document].payload)
        events.targets[record].parent = realm.global
        events.targets[record].keepsLoad = true
        func getter(_ machine: inout Machine, _ name: String, _ read: @escaping (inout Machine) -> Value) {
            machine.defineGetter(prototype, machine.key(name), name) {
                (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in read(&machine)
            }
        }
        func node(_ object: ObjectID) -> Value { object.isNone ? .null : .object(object) }
        getter(&self, "readyState") { machine in machine.string(machine.page.readyState) }
        getter(&self, "currentScript") { machine in machine.page.currentScript }
        getter(&self, "documentElement") { machine in node(machine.page.root) }
        getter(&self, "head") { machine in node(machine.page.head) }
        getter(&self, "body") { machine in node(machine.page.body) }
        getter(&self, "defaultView") { machine in .object(machine.realm.global) }
        getter(&self, "location") { machine in machine.getOwn(machine.realm.global, machine.key("location"))?.value ?? .null }
        getter(&self, "hidden") { machine in .boolean(machine.page.isHidden) }
        getter(&self, "visibilityState") { machine in machine.string(machine.page.isHidden ? "hidden" : "visible") }
        for name in ["URL", "documentURI", "baseURI"] {
            getter(&self, name) { machine in machine.string(machine.program.url(of: machine.page.key)) }
        }
        defineListed(prototype, "createElement", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let name = try machine.toText(machine.argument(arguments, 0)).lowercased()
            let isName = name.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
            guard isName, !name.contains(where: { " \t\n\u{C}\r/>\0".contains($0) }) else {
                throw machine.domException("The tag name provided ('\(name)') is not a valid name.", name: "InvalidCharacterError")
            }
            let element = machine.addElement(name)
            machine.page.elements[Int(element)].isForcedAsync = name == "script"
            return .object(machine.page.elements[Int(element)].object)
        }
        defineEventHandler(prototype, "readystatechange")
        for name in Self.outsideOfDocument { defineOutside(prototype, name, as: "document.\(name)") }
        put(realm.global, key("document"), .object(page.document), .enumerable)
    }

    mutating func words(for task: PageTask) -> String {
        switch task {
        case .parse: "the parser goes on"
        case .scan: "the parser looks ahead"
        case .end: "the document ends"
        case .ready: "an inline module is ready"
        case .execute: "run a script"
        case .contentLoaded: "DOMContentLoaded"
        case .checkLoad: "load"
        case .rejections: "unhandledrejection"
        case .rejectionHandled: "rejectionhandled"
        case .elementEvent(_, let isError): isError ? "element error" : "element load"
        case .image: "an image arrives"
        case .message: "message"
        case .closed: "close"
        case .prioritized(let number), .delayOver(let number): words(forCallback: number)
        case .frame: "animation frame"
        case .idle, .idleTimeout: "idle callback"
        case .updateFound: "updatefound"
        case .lifeEvent: agents.service.state == .installing ? "install" : "activate"
        }
    }

    private mutating func words(forCallback number: Int32) -> String {
        let callback = page.scheduling.callbacks[Int(number)]
        return callback.kind == .continuation ? "scheduler.yield goes on" : "postTask \(callback.priority.word)"
    }

    /// What a turn ends with in which files may have arrived.
    mutating func endArrival() throws(Abrupt) {
        guard page.isOn else { return }
        if page.checksLoadSoon {
            page.checksLoadSoon = false
            try checkLoad()
        }
        let preloads = page.arrivedPreloads
        page.arrivedPreloads = []
        for (element, isError) in preloads { try fire(isError ? "error" : "load", at: page.elements[Int(element)].object) }
        // An `import()` that asked for the file before a script did comes first.
        if page.isBehindImport { try performMicrotaskCheckpoint() }
        page.isBehindImport = false
        try takeReadied()
    }
}
