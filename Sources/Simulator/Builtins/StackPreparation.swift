import JavaScript

/// What a call was of, for those who look at call sites.
struct CallReceiver {
    var function: ObjectID
    var thisValue: Value
    var isConstruct: Bool

    init(of frame: Frame) {
        function = frame.function
        thisValue = frame.thisValue
        isConstruct = frame.flags.contains(.isConstruct)
    }
}

/// A call of a stack, as a program sees it.
struct CallSite {
    var instruction: Int32
    var isAsync: Bool
    var receiver: CallReceiver?
}

/// What programs do with stacks: `Error.prepareStackTrace` and its kin.
struct StackPreparation {
    /// `Error`; none where programs capture no stacks.
    var constructor = ObjectID.none
    var key = PropertyKey.known(.empty)
    var limitKey = PropertyKey.known(.empty)
    /// What `Error.prepareStackTrace` is in the beginning.
    var usual = Value.undefined
    var getter = ObjectID.none
    var setter = ObjectID.none
    /// The stacks of objects that are no errors.
    var captured: [ObjectID: Int32] = [:]
    /// The texts that errors got for their stacks, as long as nothing else is written there.
    var given: [ObjectID: StringID] = [:]
    /// What calls were of, as long as the program has a function that prepares stacks: by the index of the stack, outermost last.
    private(set) var receivers: [Int: [CallReceiver]] = [:]
    private var receiverCount = 0
    var sitePrototype = ObjectID.none
    var sites: [ObjectID: CallSite] = [:]

    mutating func keep(_ list: [CallReceiver], of stack: Int) {
        receivers[stack] = list
        receiverCount += list.count
    }

    var byteCount: Int {
        receiverCount * MemoryLayout<CallReceiver>.stride + sites.count * 2 * MemoryLayout<CallSite>.stride + (captured.count + given.count)
            * 16
    }
}
