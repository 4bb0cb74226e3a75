/// The room of a stack that grows, asked for by hand: an array's would be looked at for its only owner at every push.
///
/// Elements are trivial: none is destroyed. The room is given back when the run is dropped. A copy of a stack would share it, so that there is one, in
/// the one machine of a run.
final class StackRoom<Element> {
    private(set) var start: UnsafeMutablePointer<Element>

    init(capacity: Int) { start = .allocate(capacity: capacity) }

    deinit { start.deallocate() }

    /// Takes larger room, to whose beginning so many elements are moved.
    ///
    /// - Returns: where it starts.
    func grow(to capacity: Int, keeping count: Int) -> UnsafeMutablePointer<Element> {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.moveInitialize(from: start, count: count)
        start.deallocate()
        start = larger
        return larger
    }
}
