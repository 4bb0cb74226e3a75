import Programs

/// How a module of the input arrives, which its file of the output takes over.
struct ModuleArrival {
    /// How long its text takes to arrive, where that is said of it, and to be parsed; nanoseconds.
    var load: Int64 = 0
    var parse: Int64 = 0
    var hasOwnLoad = false
    /// By how many bytes its `size` is more than its text has; `nil` where none is said.
    var moreBytes: Int64?

    init() {}

    init(of text: ModuleText) {
        (load, parse, hasOwnLoad) = (text.load, text.parse, text.hasOwnLoad)
        moreBytes = text.size.map { $0 - Int64(text.file.bytes.count) }
    }
}
