/// The objects that a host which answers requests reaches for.
struct ServiceIntrinsics {
    var requestPrototype = ObjectID.none
    var headersPrototype = ObjectID.none
    var keyPrototype = ObjectID.none
    /// What the entry exports by default, and what its functions are given as their environment.
    var handlers = ObjectID.none
    var environment = ObjectID.none
}
