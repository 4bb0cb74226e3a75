import Hosts
import JavaScript
import Programs

/// Elements, and what happens when code puts them into the document.
extension Machine {
    /// - Returns: its number, into ``Page/elements``.
    mutating func addElement(_ name: String, parserInserted: Bool = false, isRoot: Bool = false) -> Int32 {
        let prototype = page.elementPrototypes[name] ?? page.elementPrototype
        let object = makeEventTarget(prototype: prototype)
        let number = Int32(page.elements.count)
        var element = PageElement(object: object, name: name)
        element.isParserInserted = parserInserted
        element.isRoot = isRoot
        page.elements.append(element)
        page.elementOfObject[object] = number
        if parserInserted { insert(number, into: page.elementOfObject[page.body.isNone ? page.head : page.body] ?? 0) }
        return number
    }

    mutating func attribute(_ element: Int32, _ name: String) -> String? {
        page.elements[Int(element)].attributes.first { $0.name == name }?.value
    }

    mutating func setAttribute(_ element: Int32, _ name: String, _ value: String) {
        budget.keep(value)
        let index = Int(element)
        budget.steps += page.elements[index].attributes.count / 8
        if let known = page.elements[index].attributes.firstIndex(where: { $0.name == name }) {
            page.elements[index].attributes[known].value = value
        } else {
            page.elements[index].attributes.append((name, value))
        }
    }

    /// The attributes of a script of the document.
    mutating func setAttributes(of element: Int32, _ script: PageDocument.Script) {
        if script.isModule { setAttribute(element, "type", "module") }
        if let source = script.source { setAttribute(element, "src", source) }
        for (name, isThere) in [("async", script.isAsync), ("defer", script.isDeferred), ("nomodule", script.isNoModule)] where isThere {
            setAttribute(element, name, "")
        }
    }

    /// How a signal names an element: by what it loads.
    mutating func sourceText(of element: Int32) -> String { attribute(element, "src") ?? attribute(element, "href") ?? "inline" }

    // MARK: The tree

    /// Puts an element at the end of another, or before one of its children, and takes it from where it is.
    mutating func insert(_ child: Int32, into parent: Int32, before sibling: Int32? = nil) {
        detach(child)
        let place = sibling.flatMap { page.elements[Int(parent)].children.firstIndex(of: $0) } ?? page.elements[Int(parent)].children.count
        page.elements[Int(parent)].children.insert(child, at: place)
        page.elements[Int(child)].parent = parent
        events.targets[Int(heap[page.elements[Int(child)].object].payload)].parent = page.elements[Int(parent)].object
        budget.steps += 1 + (page.elements[Int(parent)].children.count - place) / 8
    }

    mutating func detach(_ child: Int32) {
        let parent = page.elements[Int(child)].parent
        guard parent >= 0 else { return }
        page.elements[Int(parent)].children.removeAll { $0 == child }
        budget.steps += page.elements[Int(parent)].children.count / 8
        page.elements[Int(child)].parent = -1
        events.targets[Int(heap[page.elements[Int(child)].object].payload)].parent = .none
    }

    mutating func isConnected(_ element: Int32) -> Bool {
        var at = element
        while at >= 0 {
            if page.elements[Int(at)].isRoot { return true }
            at = page.elements[Int(at)].parent
        }
        return false
    }

    private mutating func contains(_ ancestor: Int32, _ element: Int32) -> Bool {
        var at = element
        while at >= 0 {
            if at == ancestor { return true }
            at = page.elements[Int(at)].parent
        }
        return false
    }

    /// An element came into the document, or got what it lacked there: a script is prepared, a link or an image asks for its file.
    mutating func elementConnected(_ element: Int32) throws(Abrupt) {
        var pending = [element]
        while let next = pending.popLast() {
            pending += page.elements[Int(next)].children.reversed()
            guard !page.elements[Int(next)].hasStarted, !page.elements[Int(next)].isParserInserted, isConnected(next) else { continue }
            switch page.elements[Int(next)].name {
            case "script": try prepareInserted(next)
            case "link": preloadInserted(next)
            case "img": loadInserted(next)
            default: break
            }
        }
    }

    private mutating func prepareInserted(_ element: Int32) throws(Abrupt) {
        let type = (attribute(element, "type") ?? "").trimmingBlanks.lowercased()
        let isModule = type == "module"
        let source = attribute(element, "src")
        guard source != nil || !page.elements[Int(element)].text.isEmpty else { return }
        guard isModule || type.isEmpty || HTMLScriptTypes.javaScript.contains(type) else { return }
        if !isModule, attribute(element, "nomodule") != nil { return }
        page.elements[Int(element)].hasStarted = true
        let key: ModuleKey
        if let source {
            guard !source.isEmpty, let place = pagePlace(source) else {
                _ = schedule(.page(.elementEvent(element, isError: true)), after: 0)
                return
            }
            key = place
        } else {
            key = inlineKey(page.elements[Int(element)].text)
        }
        let number = addScript(key: key, isModule: isModule, isExternal: source != nil)
        page.scripts[Int(number)].element = element
        page.scripts[Int(number)].isParserInserted = false
        let isAsync = page.elements[Int(element)].isForcedAsync || attribute(element, "async") != nil
        try prepare(number, isAsync: isAsync, isDeferred: false)
    }

    /// Where a URL of the document leads; one without `./` is relative all the same.
    private mutating func pagePlace(_ source: String) -> ModuleKey? {
        (try? program.resolve(Specifier.ofURL(source).text, from: page.key, graph.table.rules, reader: &loading.files))
            ?? program.place(ofURL: source, from: page.key)
    }

    private mutating func preloadInserted(_ element: Int32) {
        guard attribute(element, "rel")?.lowercased() == "modulepreload", let source = attribute(element, "href"),
            let key = pagePlace(source)
        else { return }
        page.elements[Int(element)].hasStarted = true
        preload(key, element)
    }

    private mutating func loadInserted(_ element: Int32) {
        guard attribute(element, "src") != nil else { return }
        page.elements[Int(element)].hasStarted = true
        page.loadDelays += 1
        _ = schedule(.page(.image(element)), after: page.rules?.latency ?? 0)
    }

    /// The place of a text that code of the page made.
    private mutating func inlineKey(_ text: String) -> ModuleKey {
        budget.keep(text)
        let key = ModuleKey("inserted \(page.elements.count)")
        page.insertedTexts[key] = text
        return key
    }

    // MARK: Interfaces

    /// https://html.spec.whatwg.org/multipage/scripting.html#htmlscriptelement
    mutating func installElements() {
        let prototype = makeLibraryObject(events.targetPrototype)
        page.elementPrototype = prototype
        defineTag(prototype, "HTMLElement")
        installTree(prototype)
        installAttributes(prototype)
        for name in ["load", "error"] { defineEventHandler(prototype, name) }
        for name in ["innerHTML", "outerHTML", "style", "classList", "querySelector", "querySelectorAll", "click", "focus", "dataset"] {
            defineOutside(prototype, name, as: "Element.prototype.\(name)")
        }
        for (tag, interface, texts, flags) in [
            ("script", "HTMLScriptElement", ["src", "type", "crossOrigin"], ["defer", "noModule"]),
            ("link", "HTMLLinkElement", ["href", "rel", "as", "crossOrigin"], []),
            ("img", "HTMLImageElement", ["src", "alt"], []),
        ] {
            let own = makeLibraryObject(prototype)
            page.elementPrototypes[tag] = own
            defineTag(own, interface)
            for name in texts { defineReflection(own, name, isURL: name == "src" || name == "href") }
            for name in flags { defineFlag(own, name) }
            if tag == "script" { installAsync(own) }
        }
    }

    private mutating func thisElement(_ arguments: Arguments) throws(Abrupt) -> Int32 {
        guard case .object(let object) = arguments.thisValue, let element = page.elementOfObject[object] else {
            throw typeError("Illegal invocation")
        }
        return element
    }

    private mutating func installTree(_ prototype: ObjectID) {
        func insertion(_ machine: inout Machine, _ name: String, _ length: Int32, isFirst: Bool = false, answersChild: Bool = false) {
            machine.defineListed(prototype, name, length) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let parent = try machine.thisElement(arguments)
                let sibling = isFirst ? machine.page.elements[Int(parent)].children.first : nil
                for node in machine.arguments(arguments, from: 0) { try machine.insertNode(node, into: parent, before: sibling) }
                return answersChild ? machine.argument(arguments, 0) : .undefined
            }
        }
        insertion(&self, "append", 0)
        insertion(&self, "prepend", 0, isFirst: true)
        insertion(&self, "appendChild", 1, answersChild: true)
        defineListed(prototype, "insertBefore", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let parent = try machine.thisElement(arguments)
            var sibling: Int32?
            if case .object(let object) = machine.argument(arguments, 1) { sibling = machine.page.elementOfObject[object] }
            try machine.insertNode(machine.argument(arguments, 0), into: parent, before: sibling)
            return machine.argument(arguments, 0)
        }
        defineListed(prototype, "remove", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.detach(try machine.thisElement(arguments))
            return .undefined
        }
        defineListed(prototype, "removeChild", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if case .object(let object) = machine.argument(arguments, 0), let child = machine.page.elementOfObject[object] {
                machine.detach(child)
            }
            return machine.argument(arguments, 0)
        }
        for name in ["parentNode", "parentElement"] {
            defineGetter(prototype, key(name), name) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let parent = machine.page.elements[Int(try machine.thisElement(arguments))].parent
                return parent < 0 ? .null : .object(machine.page.elements[Int(parent)].object)
            }
        }
        defineGetter(prototype, key("isConnected"), "isConnected") {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(machine.isConnected(try machine.thisElement(arguments)))
        }
        for (name, isUpper) in [("localName", false), ("tagName", true), ("nodeName", true)] {
            defineGetter(prototype, key(name), name) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let name = machine.page.elements[Int(try machine.thisElement(arguments))].name
                return machine.string(isUpper ? name.uppercased() : name)
            }
        }
        for name in ["textContent", "text", "innerText"] {
            let getter = makeNative("get \(name)", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                machine.string(machine.page.elements[Int(try machine.thisElement(arguments))].text)
            }
            let setter = makeNative("set \(name)", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let element = try machine.thisElement(arguments)
                let text = try machine.toText(machine.argument(arguments, 0))
                machine.budget.keep(text)
                machine.page.elements[Int(element)].text = text
                try machine.elementConnected(element)
                return .undefined
            }
            defineAccessor(prototype, key(name), getter: getter, setter: setter, [.enumerable, .configurable])
        }
    }

    /// Inserts a node, or a text, and has it begin what it does in a document.
    private mutating func insertNode(_ node: Value, into parent: Int32, before sibling: Int32?) throws(Abrupt) {
        try countStep()
        guard case .object(let object) = node, let child = page.elementOfObject[object] else {
            guard !node.isObject else { throw typeError("parameter 1 is not of type 'Node'.") }
            let text = try toText(node)
            budget.keep(text)
            page.elements[Int(parent)].text += text
            return try elementConnected(parent)
        }
        guard !contains(child, parent) else {
            throw domException("The new child element contains the parent.", name: "HierarchyRequestError")
        }
        insert(child, into: parent, before: sibling)
        try elementConnected(child)
    }

    private mutating func installAttributes(_ prototype: ObjectID) {
        func method(
            _ machine: inout Machine, _ name: String, _ length: Int32, _ body: @escaping (inout Machine, Int32, String, String?) -> Value
        ) {
            machine.defineListed(prototype, name, length) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let element = try machine.thisElement(arguments)
                let attribute = try machine.toText(machine.argument(arguments, 0)).lowercased()
                let value: String? = length > 1 ? try machine.toText(machine.argument(arguments, 1)) : nil
                let result = body(&machine, element, attribute, value)
                if length > 1 { try machine.elementConnected(element) }
                return result
            }
        }
        method(&self, "getAttribute", 1) { machine, element, name, _ in
            guard let value = machine.attribute(element, name) else { return .null }
            return machine.string(value)
        }
        method(&self, "hasAttribute", 1) { machine, element, name, _ in .boolean(machine.attribute(element, name) != nil) }
        method(&self, "removeAttribute", 1) { machine, element, name, _ in
            machine.page.elements[Int(element)].attributes.removeAll { $0.name == name }
            return .undefined
        }
        method(&self, "setAttribute", 2) { machine, element, name, value in
            if name == "async" { machine.page.elements[Int(element)].isForcedAsync = false }
            machine.setAttribute(element, name, value ?? "")
            return .undefined
        }
        defineReflection(prototype, "id", isURL: false)
        defineReflection(prototype, "className", isURL: false)
    }

    /// An attribute of the interface that is the element's attribute.
    private mutating func defineReflection(_ prototype: ObjectID, _ name: String, isURL: Bool) {
        let attribute = name == "className" ? "class" : name.lowercased()
        let getter = makeNative("get \(name)", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let value = machine.attribute(try machine.thisElement(arguments), attribute) ?? ""
            guard isURL, !value.isEmpty, let place = machine.pagePlace(value) else { return machine.string(value) }
            return machine.string(machine.program.url(of: place))
        }
        let setter = makeNative("set \(name)", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let element = try machine.thisElement(arguments)
            machine.setAttribute(element, attribute, try machine.toText(machine.argument(arguments, 0)))
            try machine.elementConnected(element)
            return .undefined
        }
        defineAccessor(prototype, key(name), getter: getter, setter: setter, [.enumerable, .configurable])
    }

    private mutating func defineFlag(_ prototype: ObjectID, _ name: String) {
        let attribute = name.lowercased()
        let getter = makeNative("get \(name)", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(machine.attribute(try machine.thisElement(arguments), attribute) != nil)
        }
        let setter = makeNative("set \(name)", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.setFlag(try machine.thisElement(arguments), attribute, machine.toBoolean(machine.argument(arguments, 0)))
            return .undefined
        }
        defineAccessor(prototype, key(name), getter: getter, setter: setter, [.enumerable, .configurable])
    }

    private mutating func setFlag(_ element: Int32, _ attribute: String, _ isSet: Bool) {
        if isSet {
            setAttribute(element, attribute, "")
        } else {
            page.elements[Int(element)].attributes.removeAll { $0.name == attribute }
        }
    }

    /// https://html.spec.whatwg.org/multipage/scripting.html#dom-script-async
    private mutating func installAsync(_ prototype: ObjectID) {
        let getter = makeNative("get async", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let element = try machine.thisElement(arguments)
            return .boolean(machine.page.elements[Int(element)].isForcedAsync || machine.attribute(element, "async") != nil)
        }
        let setter = makeNative("set async", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let element = try machine.thisElement(arguments)
            machine.page.elements[Int(element)].isForcedAsync = false
            machine.setFlag(element, "async", machine.toBoolean(machine.argument(arguments, 0)))
            return .undefined
        }
        defineAccessor(prototype, key("async"), getter: getter, setter: setter, [.enumerable, .configurable])
    }
}
