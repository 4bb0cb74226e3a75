import Diagnostics
import JavaScript
import Programs

/// Something that has to be over before a promise settles.
struct Wait: Hashable {
    enum Target: Hashable {
        /// The evaluation of a module that `import()` asks for.
        case module(ModuleNumber)
        /// A function that runs once, or a module of a bundler's table: see ``CodeReader/units``.
        case unit(Int)
        /// The value of a parameter.
        case value(BindingPlace)
        /// The promises in the list that a parameter is.
        case list(BindingPlace)
        /// What a parameter returns when it is called.
        case call(BindingPlace)
        /// Whatever can be reached from a parameter's value.
        case reach(BindingPlace)
        /// The module that a parameter names, asked for by the module of the ``Wait/place``.
        case specifier(BindingPlace)
    }

    var target: Target
    /// The `import()`, or the call, by which it is begun.
    var place: NodePlace
    /// Whether the promise cannot be fulfilled without it; otherwise control or values decide.
    var isCertain = true
    /// Whether it is begun only after the function, or module, has given way to others once.
    var isLate = false
    /// Where one of several is enough, as with Promise.race: the call. Those that share it are alternatives.
    var group: NodePlace?
    /// Which of the alternatives it belongs to.
    var alternative = 0
    /// The functions that it came through, the outermost first: where each is called, and its name.
    var way: [NodePlace] = []

    static let longestWay = 6

    func changed(isCertain: Bool = true, isLate: Bool = false, through call: NodePlace? = nil) -> Wait {
        var wait = self
        if !isCertain { wait.isCertain = false }
        if isLate { wait.isLate = true }
        if let call, wait.way.count < Self.longestWay { wait.way.insert(call, at: 0) }
        return wait
    }
}

extension [Wait] {
    /// How many waits of one promise are kept.
    static let most = 256

    func changed(isCertain: Bool = true, isLate: Bool = false, through call: NodePlace? = nil) -> [Wait] {
        if isCertain, !isLate, call == nil { return self }
        return map { $0.changed(isCertain: isCertain, isLate: isLate, through: call) }
    }

    /// Adds what is not there yet; of two waits for one thing at one place the one that is certain stays.
    mutating func add(_ waits: [Wait]) {
        for wait in waits {
            if let known = firstIndex(where: {
                $0.target == wait.target && $0.place == wait.place && $0.group == wait.group && $0.alternative == wait.alternative
            }) {
                if wait.isCertain { self[known].isCertain = true }
                if !wait.isLate { self[known].isLate = false }
            } else if count < Self.most {
                append(wait)
            }
        }
    }
}
