import Diagnostics
import Scenario
import Text

/// The scripts of an HTML document, and where their texts stand in it.
struct HTMLPage {
    var items: [PageDocument.Item] = []
    /// The texts of the scripts that stand in the document, by the suffix of their key.
    var inlineTexts: [ExactText: SourceFile] = [:]

    /// What of the document has no part in the run.
    private(set) var warnings: [Diagnostic] = []
    private static let warningLimit = 20

    /// How many tags are kept.
    private static let itemLimit = 100_000
    /// How long the addresses of a document may be together, in bytes: a long base makes each of them long.
    private static let addressLimit = 16_000_000
    private var addressBytes = 0

    private let file: SourceFile
    private let key: ModuleKey
    private let modules: DiskModules
    /// Where relative addresses start: the document, unless `<base href>` says otherwise.
    private var base: ModuleKey
    private var hasBase = false
    private var hasBody = false

    private static let headElements: Set<String> = [
        "html", "head", "base", "basefont", "bgsound", "link", "meta", "noframes", "script", "style", "template", "title", "noscript",
    ]

    private var inlineCount = 0

    /// - Throws: that the document holds more than is read of one.
    init(_ file: SourceFile, key: ModuleKey, modules: DiskModules) throws(Diagnostic) {
        (self.file, self.key, self.modules, base) = (file, key, modules, key)
        var tokenizer = HTMLTokenizer(file.bytes)
        // What stands in a template is not part of the document.
        var templateDepth = 0
        while let tag = tokenizer.next() {
            if tag.name == "template" { templateDepth = max(0, templateDepth + (tag.isEnd ? -1 : 1)) }
            if tag.isEnd || templateDepth > 0 { continue }
            warnAboutHandlers(of: tag)
            switch tag.name {
            case "base": readBase(tag)
            case "script": readScript(tag)
            case "link": readLink(tag)
            case "img":
                if let source = tag.attribute("src"), !source.isEmpty { items.append(.image(source: source, load: nil)) }
            case let name where !hasBody && !Self.headElements.contains(name):
                // The head ends where something stands that belongs into the body.
                hasBody = true
                items.append(.content)
            default: break
            }
            try checkSize(at: tag)
        }
    }

    /// Handlers of events that come while a page loads stand in attributes, too, whose code is not run.
    private mutating func warnAboutHandlers(of tag: HTMLTag) {
        for event in ["load", "error"] where warnings.count < Self.warningLimit && tag.attribute("on" + event) != nil {
            let target = tag.name == "body" ? "window" : "the element"
            warnings.append(
                Diagnostic(
                    .unsupported, "the handler 'on\(event)' of <\(tag.name)> is not run", at: file.location(at: UInt32(tag.start)),
                    suggestion: "have a script add a listener: addEventListener('\(event)', …) of \(target)", severity: .warning))
        }
    }

    private func checkSize(at tag: HTMLTag) throws(Diagnostic) {
        let message: String
        if items.count > Self.itemLimit {
            message = "the page has more than \(Self.itemLimit) scripts, preloads, images and import maps"
        } else if addressBytes > Self.addressLimit {
            message = "the addresses of the page are longer than \(Limit.source.words(Int64(Self.addressLimit))) together"
        } else {
            return
        }
        throw Diagnostic(.file, message, at: file.location(at: UInt32(tag.start)))
    }

    /// Where addresses start for code of the document, too.
    var baseKey: ModuleKey { base }

    /// https://html.spec.whatwg.org/multipage/semantics.html#the-base-element
    private mutating func readBase(_ tag: HTMLTag) {
        guard !hasBase, let address = tag.attribute("href"), let place = place(address) else { return }
        hasBase = true
        base = place
    }

    /// Where an address leads; `nil` for one that is no file's.
    private mutating func place(_ address: String) -> ModuleKey? {
        let place = findPlace(address)
        addressBytes += address.utf8.count + (place?.path.utf8.count ?? 0)
        return place
    }

    private func findPlace(_ address: String) -> ModuleKey? {
        let text = address.trimmingBlanks
        let specifier = Specifier.ofURL(text)
        return specifier.form == .rooted ? modules.place(of: Specifier("." + text), from: key) : modules.place(of: specifier, from: base)
    }

    /// Prepare the script element, as far as its attributes go. https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
    private mutating func readScript(_ tag: HTMLTag) {
        let source = tag.attribute("src")
        let text = tag.text ?? 0..<0
        // Step 6
        if source == nil, text.isEmpty { return }
        // Steps 8–12
        let type: String
        switch (tag.attribute("type"), tag.attribute("language")) {
        case (""?, _), (nil, nil), (nil, ""?): type = "text/javascript"
        case (let given?, _): type = given.trimmingBlanks.lowercased()
        case (nil, let language?): type = "text/" + language.lowercased()
        }
        if type == "importmap" {
            let file = inlineFile(text)
            return items.append(source.map { .externalImportMap(source: $0) } ?? .importMap(file))
        }
        let isModule = type == "module"
        guard isModule || HTMLScriptTypes.javaScript.contains(type) else { return }
        var script: PageDocument.Script
        if let source {
            script = PageDocument.Script(key: place(source) ?? ModuleKey(source), source: source, isModule: isModule)
            script.hasNoAddress = source.trimmingBlanks.isEmpty
        } else {
            inlineCount += 1
            let suffix = "#inline-\(inlineCount)"
            inlineTexts[ExactText(suffix)] = inlineFile(text)
            script = PageDocument.Script(key: ModuleKey(key.path, suffix: suffix), source: nil, isModule: isModule)
        }
        script.isAsync = tag.attribute("async") != nil
        script.isDeferred = tag.attribute("defer") != nil
        script.isNoModule = tag.attribute("nomodule") != nil
        items.append(.script(script))
    }

    private mutating func readLink(_ tag: HTMLTag) {
        let relations = (tag.attribute("rel") ?? "").lowercased().split { " \t\n\u{C}\r".contains($0) }
        guard relations.contains("modulepreload"), let address = tag.attribute("href"), let place = place(address) else { return }
        items.append(.preload(place, source: address))
    }

    /// A part of the document, whose places are the document's.
    private mutating func inlineFile(_ range: Range<Int>) -> SourceFile {
        let location = file.location(at: UInt32(range.lowerBound))
        return SourceFile(
            name: file.name, bytes: Array(file.bytes[range]),
            segments: [SourceFile.Segment(start: 0, location: location, isVerbatim: true)])
    }
}

/// https://mimesniff.spec.whatwg.org/#javascript-mime-type
public enum HTMLScriptTypes {
    public static let javaScript: Set<String> = [
        "application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript", "text/ecmascript",
        "text/javascript", "text/javascript1.0", "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
        "text/javascript1.5", "text/jscript", "text/livescript", "text/x-ecmascript", "text/x-javascript",
    ]
}

extension String {
    /// Without the blanks of ASCII at its ends. https://infra.spec.whatwg.org/#strip-leading-and-trailing-ascii-whitespace
    public var trimmingBlanks: String {
        let blanks = Set(" \t\n\u{C}\r".unicodeScalars)
        var scalars = unicodeScalars[...]
        while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
        return String(scalars)
    }
}
