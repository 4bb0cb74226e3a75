/// The functions that make one promise of many.
enum Combinator: Int32 { case all, allSettled, any, race }

/// What the element functions of one call share: [[Values]] and [[RemainingElements]].
struct CombinatorState {
    var kind: Combinator
    var capability: Capability
    var values: ObjectID
    var remaining: Int32
}
