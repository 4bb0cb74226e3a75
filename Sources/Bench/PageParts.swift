import Loopback

/// The files of the page, which are files of this room and part of the program.
enum PageParts {
    /// Nothing but what comes from here, and pictures that the page makes of texts. No text ever becomes markup or script.
    private static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src blob: data:", "connect-src 'self'", "frame-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")

    private static let scripts: [String: [UInt8]] = [
        "bench.js": PackageResources.bench_js, "editor.js": PackageResources.editor_js, "colours.js": PackageResources.colours_js,
        "completion.js": PackageResources.completion_js, "results.js": PackageResources.results_js, "share.js": PackageResources.share_js,
        "documents.js": PackageResources.documents_js, "dom.js": PackageResources.dom_js,
    ]

    /// - Returns: `nil` where the page has no such file.
    static func part(_ path: String) -> HTTPResponse? {
        let headers = [("Content-Security-Policy", policy)]
        if path.isEmpty { return HTTPResponse(type: "text/html; charset=utf-8", headers: headers, body: PackageResources.index_html) }
        if path == "bench.css" { return HTTPResponse(type: "text/css; charset=utf-8", body: PackageResources.bench_css) }
        return scripts[path].map { HTTPResponse(type: "text/javascript; charset=utf-8", body: $0) }
    }
}
