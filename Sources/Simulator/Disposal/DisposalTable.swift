import JavaScript

/// A DisposableResource Record. https://tc39.es/ecma262/#sec-disposableresource-records
struct DisposableResource {
    var value: Value
    /// Undefined for an `await using` of null or undefined, which is only awaited.
    var method: Value
    /// Whether its hint is async-dispose.
    var isAsync: Bool
    /// Whether `method` is the value's `Symbol.dispose`, for want of the other.
    var isSyncFallback = false
}

/// A DisposeCapability Record, and how far its disposal is. https://tc39.es/ecma262/#sec-disposecapability-records
struct DisposeCapability {
    var resources: [DisposableResource] = []
    /// Whether the stack that has it was disposed of.
    var isDisposed = false
    /// Whether something was passed that is only to be awaited, and whether anything was awaited since.
    var needsAwait = false
    var hasAwaited = false
    /// What was taken to be disposed of; `nil` for a turn of the microtask queue that is owed.
    var current: DisposableResource?
    /// Whether what the last disposal gave is to be awaited.
    var awaits = false
}

/// The dispose capabilities of scopes and stacks.
struct DisposalTable {
    private var capabilities: [DisposeCapability] = []
    /// Those of scopes that were left.
    private var free: [Int32] = []
    private var resourceCount = 0

    subscript(index: Int32) -> DisposeCapability {
        get { capabilities[Int(index)] }
        _modify { yield &capabilities[Int(index)] }
    }

    mutating func make() -> Int32 {
        if let index = free.popLast() {
            capabilities[Int(index)] = DisposeCapability()
            return index
        }
        capabilities.append(DisposeCapability())
        return Int32(capabilities.count - 1)
    }

    /// Gives back the capability of a scope that was left.
    mutating func release(_ index: Int32) { free.append(index) }

    mutating func add(_ resource: DisposableResource, to index: Int32) {
        capabilities[Int(index)].resources.append(resource)
        resourceCount += 1
    }

    /// Takes what is to be disposed of next: false when nothing is left. https://tc39.es/ecma262/#sec-disposeresources
    mutating func takeNext(of index: Int32) -> Bool {
        while let resource = capabilities[Int(index)].resources.last {
            if !resource.isAsync, owesAwait(index) { return takePause(of: index) }
            capabilities[Int(index)].resources.removeLast()
            resourceCount -= 1
            if resource.method.isUndefined {
                capabilities[Int(index)].needsAwait = true
                continue
            }
            capabilities[Int(index)].current = resource
            return true
        }
        return owesAwait(index) ? takePause(of: index) : false
    }

    private func owesAwait(_ index: Int32) -> Bool { capabilities[Int(index)].needsAwait && !capabilities[Int(index)].hasAwaited }

    private mutating func takePause(of index: Int32) -> Bool {
        capabilities[Int(index)].needsAwait = false
        capabilities[Int(index)].current = nil
        return true
    }

    var byteCount: Int {
        capabilities.count * MemoryLayout<DisposeCapability>.stride + resourceCount * MemoryLayout<DisposableResource>.stride
    }
}
