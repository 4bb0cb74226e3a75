/// What `AsyncLocalStorage` keeps: a value that every job has of the code that asked for it.
/// https://nodejs.org/api/async_context.html
struct AsyncContexts {
    /// Whether a program uses it: else nothing of this costs anything.
    var isOn = false
    /// Of the code that runs.
    var current = Value.undefined
    private var ofJob: [Int32: Value] = [:]
    private var ofReaction: [Int32: Value] = [:]

    mutating func note(job: Int32) { if !current.isUndefined { ofJob[job] = current } }
    mutating func begin(job: Int32) { current = ofJob.removeValue(forKey: job) ?? .undefined }
    mutating func note(reaction: Int32) { ofReaction[reaction] = current.isUndefined ? nil : current }
    mutating func begin(reaction: Int32) { current = ofReaction.removeValue(forKey: reaction) ?? .undefined }
}
