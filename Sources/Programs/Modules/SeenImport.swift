/// A call of `import()` that a run has made.
public struct SeenImport: Hashable, Sendable {
    public var referrer: ModuleKey
    /// Where the call stands in the referrer's text, in bytes.
    public var offset: UInt32
    public var specifier: String
    /// The module that it led to; `nil` when none was loaded.
    public var target: ModuleKey?

    public init(referrer: ModuleKey, offset: UInt32, specifier: String, target: ModuleKey?) {
        self.referrer = referrer
        self.offset = offset
        self.specifier = specifier
        self.target = target
    }
}
