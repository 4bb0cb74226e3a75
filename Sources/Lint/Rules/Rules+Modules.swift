extension Rule {
    /// The rules that look at one module.
    static let ofModules: [Rule] = []
}
