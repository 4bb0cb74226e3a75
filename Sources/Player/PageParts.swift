import Hashing
import Text

/// What every page has: markup, style and script, which are files of this room and part of the program.
struct PageParts {
    static let shared = PageParts()

    private let markup: String
    private let style: String
    private let script: String

    /// The scripts, in the order in which they are joined.
    static let scripts: [(name: String, bytes: [UInt8])] = [
        ("text.js", PackageResources.text_js),
        ("dom.js", PackageResources.dom_js),
        ("run.js", PackageResources.run_js),
        ("compare.js", PackageResources.compare_js),
        ("list.js", PackageResources.list_js),
        ("source.js", PackageResources.source_js),
        ("pictures.js", PackageResources.pictures_js),
        ("panels.js", PackageResources.panels_js),
        ("predict.js", PackageResources.predict_js),
        ("navigation.js", PackageResources.navigation_js),
        ("keys.js", PackageResources.keys_js),
        ("page.js", PackageResources.page_js),
    ]

    init() {
        /// Without the spaces that lines begin with: they are for who reads the files.
        func text(_ bytes: [UInt8]) -> String {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let bare = lines.map { $0.drop { $0 == UInt8(ascii: " ") } }
            return String(decoding: Array(bare.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
        }
        markup = text(PackageResources.index_html)
        style = text(PackageResources.play_css)
        script = "(() => {\n\"use strict\";\n" + Self.scripts.map { text($0.bytes) }.joined(separator: "\n") + "\n})();\n"
    }

    /// - Parameter data: elements, as they are to stand in the page.
    func page(title: String, data: [UInt8]) -> String {
        /// By this a browser knows what the page allows.
        func hash(_ text: String) -> String { base64(HashFunction.sha256.digest(of: Array(text.utf8))) }
        let values: [String: String] = [
            "TITLE": markupText(visibleText(title)), "STYLE": style, "SCRIPT": script, "STYLE-HASH": hash(style),
            "SCRIPT-HASH": hash(script), "DATA": String(decoding: data, as: UTF8.self),
        ]
        // One pass: what is put in is not looked at again.
        var page = ""
        var rest = markup[...]
        while let at = rest.firstIndex(of: "@") {
            page += rest[..<at]
            rest = rest[rest.index(after: at)...]
            guard let end = rest.firstIndex(of: "@"), let value = values[String(rest[..<end])] else {
                page += "@"
                continue
            }
            page += value
            rest = rest[rest.index(after: end)...]
        }
        return page + rest
    }
}
