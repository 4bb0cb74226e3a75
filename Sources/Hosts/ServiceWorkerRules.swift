/// What a browser says of a service worker that cannot be registered. `{script}` and `{scope}` stand for their URLs.
public struct ServiceWorkerRules: Sendable, Equatable {
    /// Its graph has an await at its top level, or something that it imports is missing.
    package var awaits: String
    /// Its script throws, or does not parse or link.
    package var threw: String
    /// Its own script is not there.
    package var missing: String
    /// What `fetch()` of a page says whose service worker has answered with no response.
    package var networkError: String
    /// Why `import()` rejects there, which HTML forbids.
    package var dynamicImport: String

    package static let chromium = ServiceWorkerRules(
        awaits: failed + "ServiceWorker cannot be started", threw: failed + "ServiceWorker script evaluation failed",
        missing: failed + "A bad HTTP response code (404) was received when fetching the script.", networkError: "Failed to fetch",
        dynamicImport:
            "import() is disallowed on ServiceWorkerGlobalScope by the HTML specification. See https://github.com/w3c/ServiceWorker/issues/1356."
    )

    package static let firefox = ServiceWorkerRules(
        awaits: ended + "threw an exception during script evaluation.", threw: ended + "threw an exception during script evaluation.",
        missing: ended + "encountered an error during installation.",
        networkError: "NetworkError when attempting to fetch resource.", dynamicImport: "Dynamic import not supported in this context")

    private static let failed = "Failed to register a ServiceWorker for scope ('{scope}') with script ('{script}'): "
    private static let ended = "ServiceWorker script at {script} for scope {scope} "
}
