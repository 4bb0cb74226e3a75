import JavaScript

/// The worklets of a page. https://html.spec.whatwg.org/multipage/worklets.html
struct Worklets {
    /// By worklet: the names that its modules have registered.
    var names: [Set<String>] = []
    var ofObject: [ObjectID: Int] = [:]
    /// By agent: the call that waits for its module, and whose worklet that is.
    var calls: [Int32: (promise: PromiseID, worklet: Int)] = [:]
    /// By context of sound: its worklet.
    var ofContext: [ObjectID: Int] = [:]
}

/// What the global scope of a worklet tells its page.
enum WorkletNotice {
    /// `registerProcessor()`, `registerPaint()`
    case registers(String)
    /// Its module has run until its first await.
    case added
}
