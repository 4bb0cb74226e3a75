import JavaScript

/// What a call was of, for those who look at call sites.
struct CallReceiver {
    var function: ObjectID
    var thisValue: Value
    var isConstruct: Bool

    init(function: ObjectID) {
        self.function = function
        thisValue = .undefined
        isConstruct = false
    }

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
    /// A line of the host's own, without `at`; `nil` for a call of the program's.
    var line: String?
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
    var sitePrototype = ObjectID.none
    var sites: [ObjectID: CallSite] = [:]

    var byteCount: Int {
        sites.count * 2 * MemoryLayout<CallSite>.stride + (captured.count + given.count) * 16
    }
}
