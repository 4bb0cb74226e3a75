import JavaScript

/// The part of the host's library that is JavaScript of our own, as far as a run has needed it.
struct LibraryState {
    /// The `module` objects of the texts that have run, by name.
    var modules: [String: ObjectID] = [:]
    /// What the texts are given in the place of `__dirname`.
    var binding = ObjectID.none
    /// Functions of the texts that the machine calls.
    var hooks = ObjectID.none
    /// The key of the function that says how a console shows an object: nobody else can see it.
    var inspector = SymbolID(index: -1)
    /// The objects that `URL.createObjectURL` has named.
    var objectURLs: [String: Value] = [:]
    var objectURLCount = 0
}
