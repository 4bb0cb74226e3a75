extension HostProfile {
    /// Whether it answers requests with what its script exports.
    public var isServing: Bool { isolates != nil }
}

/// How a host runs a script in isolates that answer requests, each begun by evaluating the script's global scope.
package struct IsolateRules: Sendable, Equatable {
    /// When the global scope runs.
    package enum Start: String, Sendable, Equatable, CaseIterable {
        /// When the first request comes to the isolate, which waits for it.
        case onDemand = "on demand"
        /// Before any request comes.
        case ahead
        /// Once, when the script is deployed; every isolate begins with the state that it left.
        case snapshot
    }

    /// Which of the host's two implementations of modules it is, by the words of their errors.
    package enum Registry: String, Sendable, Equatable, CaseIterable { case legacy, new }

    package var start = Start.onDemand
    /// How much time the global scope may take of the processor; nanoseconds.
    package var startUpLimit: Int64 = 1_000_000_000
    package var registry = Registry.legacy
    /// How long the work with a key takes, away from the program; 0 for none, and its promise is settled at once; nanoseconds.
    package var keyTime: Int64 = 0

    /// What is said of an operation that the global scope must not use.
    package static let disallowed =
        "Disallowed operation called within global scope. Asynchronous I/O (ex: fetch() or connect()), setting a timeout, and generating random "
        + "values are not allowed within global scope. To fix this error, perform this operation within a handler. "
        + "https://developers.cloudflare.com/workers/runtime-apis/handlers/"

    /// What is said of an object of one request that another one uses.
    package static let otherRequest =
        "Cannot perform I/O on behalf of a different request. I/O objects (such as streams, request/response bodies, and others) created in the "
        + "context of one request handler cannot be accessed from a different request's handler. This is a limitation of Cloudflare Workers "
        + "which allows us to improve overall performance. (I/O type: ReadableStreamSource)"

    /// What is said of a request that nothing will ever answer.
    package static let hung =
        "The Workers runtime canceled this request because it detected that your Worker's code had hung and would never generate a response. "
        + "Refer to: https://developers.cloudflare.com/workers/observability/errors/"

    package static let noHandlers = "No event handlers were registered. This script does nothing."
    package static let noFetchHandler = "Handler does not export a fetch() function."
    package static let overStartUpLimit = "Script startup exceeded CPU time limit. [code: 10021]"

    /// What is said of an entry that still awaits something when no microtask is left.
    ///
    /// - Parameter specifier: the entry's.
    package func unsettled(specifier: String) -> String {
        switch registry {
        case .legacy: "Top-level await in module is unsettled."
        case .new:
            "Use of top-level await in a synchronously required module is restricted to promises that are resolved synchronously. This includes any "
                + "top-level awaits in the entrypoint module for a worker. Specifier: \"\(specifier)\"."
        }
    }
}
