import JavaScript

/// A variable of the module, a global, or the global object: bindings first, then free names, then the one.
typealias Place = Int

/// What running a part of a module may read and change, by the text.
struct PartFacts {
    /// Names that are mentioned, read or not; a place may stand more than once.
    var mentions: [Place] = []
    /// Of those, the ones that are more than called: whose objects are within reach.
    var objects: [Place] = []
    /// Names that are called.
    var callees: [Place] = []
    /// Variables that are given a value.
    var writes: [Place] = []
    /// Variables whose objects are changed.
    var objectWrites: [Place] = []
    /// An object is changed that no variable of the module is known to hold: every object within reach may be it.
    var changesUnknownObject = false
    /// Whether code is run that is not in the module, and may count on whatever happened before.
    var isSensitive = false
    /// Whether something is done for effects that no name tells of.
    var hasEffect = false
    /// Whether anything is called, changed or thrown: whether it does more than compute.
    var doesSomething = false

    mutating func add(_ other: PartFacts) {
        mentions += other.mentions
        objects += other.objects
        callees += other.callees
        writes += other.writes
        objectWrites += other.objectWrites
        changesUnknownObject = changesUnknownObject || other.changesUnknownObject
        isSensitive = isSensitive || other.isSensitive
        hasEffect = hasEffect || other.hasEffect
        doesSomething = doesSomething || other.doesSomething
    }
}
