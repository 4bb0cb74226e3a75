/// A value that a message carries, in a form that no machine owns. https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal
///
/// A table of values that name each other by their places, so that shared objects stay shared and cycles end.
struct SerializedValue {
    enum Node {
        case undefined, null
        case boolean(Bool)
        case number(Double)
        case string(String)
        case object([(key: String, value: Int32)])
        /// Its length, and the elements and other properties that it has.
        case array(count: Int, [(key: String, value: Int32)])
        /// Keys and values by turns.
        case map([Int32])
        case set([Int32])
        case date(Double)
        /// By its digits.
        case bigInt(String)
        case regularExpression(source: [UInt16], flags: String)
        case buffer([UInt8], maximum: Int?)
        /// A typed array or a DataView, with its buffer.
        case view(ViewRecord, buffer: Int32)
        /// An error of one of the language's own kinds.
        case error(name: String, message: String?, stack: String? = nil, cause: Int32? = nil, own: [(key: String, value: Int32)] = [])
        /// What `Object()` makes of a primitive value.
        case boxed(Int32)
        /// A port that moves with it: into ``SerializedValue/ports``.
        case port(Int32)
    }

    /// The value itself is first.
    var nodes: [Node] = []
    /// The ports that move with it, in the order of the list; they come to the agent before it.
    var ports: [PortEnd] = []

    static let undefined = SerializedValue(nodes: [.undefined])
}
