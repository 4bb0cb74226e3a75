/// Jumps out of nested code, and the regions whose handlers they must not run into.
extension Compiler {
    /// Begins code that a handler guards; see ``endRegion(_:handler:skippingWith:)``.
    ///
    /// - Returns: the slot that keeps the context for the handler, the height of the operand stack, and where its handlers begin.
    mutating func beginRegion(iterator: UInt16?) -> (context: Int32, depth: Int32, firstHandler: Int) {
        let context = builder.newLocal()
        builder.emit(.saveContext, context)
        builder.controls.append(.init(kind: .region(context: context, start: builder.position, iterator: iterator)))
        return (context, builder.depth, builder.handlers.count)
    }

    /// Ends the guarded code.
    ///
    /// - Parameters:
    ///   - handler: emits the handler, which starts with the thrown value on the stack and must not fall out of its end.
    ///   - normal: emits what follows the guarded code when nothing was thrown; must end in a jump.
    mutating func endRegion(
        _ region: (context: Int32, depth: Int32, firstHandler: Int), handler: (inout Compiler) -> Void,
        skippingWith normal: (inout Compiler) -> Void
    ) {
        closeRegion(at: builder.controls.count - 1)
        guard case .region = builder.controls.removeLast().kind else { preconditionFailure("regions are not nested") }
        normal(&self)
        let depth = builder.depth
        let target = builder.position
        for index in builder.handlers.indices[region.firstHandler...] where builder.handlers[index].target == -region.context - 1 {
            builder.handlers[index].target = target
            builder.handlers[index].stackDepth = region.depth
        }
        builder.depth = region.depth + 1
        builder.maximumDepth = max(builder.maximumDepth, builder.depth)
        builder.emit(.restoreContext, region.context)
        handler(&self)
        builder.depth = depth
    }

    /// Ends the region's current range here. Until the handler is placed, the range's target names the region.
    private mutating func closeRegion(at index: Int) {
        guard case .region(let context, let start, _) = builder.controls[index].kind, start < builder.position else { return }
        builder.handlers.append(.init(start: start, end: builder.position, target: -context - 1, stackDepth: 0))
    }

    /// The code of an exit is not guarded by the regions it leaves; what follows it is again.
    private mutating func reopen(_ regions: [Int]) {
        for index in regions {
            guard case .region(let context, _, let iterator) = builder.controls[index].kind else { continue }
            builder.controls[index].kind = .region(context: context, start: builder.position, iterator: iterator)
        }
    }

    // MARK: Jumps

    mutating func emitBreak(_ label: NameID?) { emitExit(.breakTo(label: label)) }

    mutating func emitContinue(_ label: NameID?) { emitExit(.continueTo(label: label)) }

    /// Returns the value on the stack.
    mutating func emitReturn() {
        emitExit(.return)
    }

    private mutating func emitExit(_ exit: FunctionBuilder.Exit) {
        let depth = builder.depth
        let controls = builder.controls
        var crossed: [Int] = []
        var index = controls.count - 1
        search: while index >= 0 {
            switch controls[index].kind {
            case .context:
                if exit != .return { builder.emit(.popContext) }
            case .region(_, _, let iterator):
                closeRegion(at: index)
                crossed.append(index)
                // An array pattern is left in its middle only by a generator's return.
                if let iterator, exit == .return { emitIteratorClose(iterator, awaiting: .none) }
            case .finalizer(let slot, let entry, var exits):
                let number: Int
                if let known = exits.firstIndex(of: exit) {
                    number = known
                } else {
                    number = exits.count
                    exits.append(exit)
                    builder.controls[index].kind = .finalizer(slot: slot, entry: entry, exits: exits)
                }
                if exit == .return { builder.emit(.storeLocal, slot + 1) }
                builder.emit(.pushInteger, Int32(number + 2))
                builder.emit(.storeLocal, slot)
                builder.emit(.jump, to: entry)
                reopen(crossed)
                builder.depth = exit == .return ? depth - 1 : depth
                return
            case .target(let labels, let breakTo, let continueTo, let isPlainLabel, let iterator, let awaited):
                switch exit {
                case .return:
                    if let iterator { emitIteratorClose(iterator, awaiting: awaited) }
                case .breakTo(let label):
                    let matches = label.map { labels.contains($0) } ?? !isPlainLabel
                    if matches {
                        if let iterator { emitIteratorClose(iterator, awaiting: awaited) }
                        builder.emit(.jump, to: breakTo)
                        break search
                    }
                    if let iterator { emitIteratorClose(iterator, awaiting: awaited) }
                case .continueTo(let label):
                    let matches = continueTo != nil && (label.map { labels.contains($0) } ?? true)
                    if matches, let continueTo {
                        // A jump backwards is counted, so that an endless loop is noticed.
                        let isBackwards = builder.labels[Int(continueTo.index)] >= 0
                        builder.emit(isBackwards ? .loop : .jump, to: continueTo)
                        break search
                    }
                    if let iterator { emitIteratorClose(iterator, awaiting: awaited) }
                }
            }
            index -= 1
        }
        if exit == .return {
            if builder.flags.contains(.isDerivedConstructor) {
                loadThisUnchecked()
                builder.emit(.derivedReturn)
            }
            builder.emit(.return)
        }
        reopen(crossed)
        builder.depth = exit == .return ? depth - 1 : depth
    }

    /// Closes an iterator whose loop is left; the value of a `return` may lie on the stack.
    ///
    /// - Parameter expression: what a `for await` goes through; none for other loops.
    mutating func emitIteratorClose(_ record: UInt16, awaiting expression: NodeID) {
        if !expression.isNone {
            let none = builder.newLabel()
            builder.emit(.iteratorReturn, to: none, small: record)
            emitAwait(of: expression, as: .assignment)
            builder.emit(.requireObject)
            builder.emit(.pop)
            builder.place(none)
        } else {
            builder.emit(.iteratorClose, small: record)
        }
    }
}
