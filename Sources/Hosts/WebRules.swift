/// What a host's web interfaces say of themselves, and in which words they complain.
package struct WebRules: Sendable, Equatable {
    /// The messages of the errors that `AbortController.abort()` and `AbortSignal.timeout()` give as reasons.
    package var aborted = "signal is aborted without reason"
    package var timedOut = "signal timed out"
    /// Of the error of `new URL()`, with `{input}` for what is no URL.
    package var invalidURL = "Failed to construct 'URL': Invalid URL"
    /// Of the errors of `btoa` and `atob`.
    package var notLatin =
        "Failed to execute 'btoa' on 'Window': The string to be encoded contains characters outside of the Latin1 range."
    package var notBase64 = "Failed to execute 'atob' on 'Window': The string to be decoded is not correctly encoded."
    /// `navigator.userAgent`.
    package var userAgent = ""
    package var platform = "Linux x86_64"
    package var language = "en-US"
    /// Whether there is `reportError`.
    package var hasReportError = true
    /// How many reactions lie between `text()` of a response with a body and its value, beside the first.
    package var bodyHops = 0
    /// The same for a blob.
    package var blobHops = 0
    package var streamIteration = StreamIteration.webIDL
    /// The attributes of an event that a console shows.
    package var shownOfEvents: [String] = []

    /// How `next` of the iterator over a readable stream, and a pipe, go about what is in the queue already.
    package enum StreamIteration: String, Sendable {
        /// As the standards say: each chunk is read as any other.
        case webIDL = "idl"
        /// What is there is given at once.
        case direct
        /// The same, but the first read waits until the stream has begun, and a pipe takes all that there is.
        case node
        /// Each chunk is read as any other, but the first read waits until the stream has begun.
        case node20
    }

    package static let node = WebRules(
        aborted: "This operation was aborted", timedOut: "The operation was aborted due to timeout", invalidURL: "Invalid URL",
        notLatin: "Invalid character", notBase64: "The string to be decoded is not correctly encoded.", userAgent: "Node.js/24",
        platform: "linux", hasReportError: false, bodyHops: 2, blobHops: 1, streamIteration: .node,
        shownOfEvents: ["type", "defaultPrevented", "cancelable", "timeStamp"])
    package static let deno = WebRules(
        aborted: "The signal has been aborted", timedOut: "Signal timed out.", invalidURL: "Invalid URL: '{input}'",
        notLatin: "Cannot encode string: string contains characters outside of the Latin1 range", notBase64: "Failed to decode base64",
        userAgent: "Deno/2.9.8", bodyHops: 1, blobHops: 6, streamIteration: .direct,
        shownOfEvents: [
            "bubbles", "cancelable", "composed", "currentTarget", "defaultPrevented", "eventPhase", "srcElement", "target", "returnValue",
            "timeStamp", "type",
        ])
    package static let bun = WebRules(
        aborted: "The operation was aborted.", timedOut: "The operation timed out.", invalidURL: "Invalid URL",
        notLatin: "The string contains invalid characters.", notBase64: "The string contains invalid characters.",
        userAgent: "Bun/1.4.4")
    package static let firefox = WebRules(
        aborted: "The operation was aborted. ", timedOut: "The operation timed out.",
        invalidURL: "URL constructor: {input} is not a valid URL.",
        notLatin: "String contains an invalid character", notBase64: "String contains an invalid character",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0")
    package static let chromium = WebRules(
        userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36")
    package static let safari = WebRules(
        aborted: "This operation was aborted", timedOut: "The operation timed out.",
        userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
        platform: "MacIntel")
    package static let workers = WebRules(
        aborted: "The operation was aborted", timedOut: "The operation was aborted due to timeout", invalidURL: "Invalid URL string.",
        userAgent: "Cloudflare-Workers", platform: "Linux")
}
