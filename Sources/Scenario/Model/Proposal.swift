/// A proposal to TC39 that a program may ask for, and that is in no host yet.
public enum Proposal: String, CaseIterable, Sendable {
    /// `import.sync()`. https://tc39.es/proposal-import-sync/
    case importSync = "import.sync"
}
