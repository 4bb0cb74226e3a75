import JavaScript

/// Iterator.zip and Iterator.zipKeyed. https://tc39.es/ecma262/#sec-iterator.zip
extension Machine {
    mutating func installZipping(_ constructor: ObjectID) {
        define(constructor, "zip", 1) { machine, arguments throws(Abrupt) in
            var (iterables, zip, padding) = try machine.zipArguments(arguments, "Iterator.zip")
            zip.iterators = try machine.zipped(.object(iterables))
            try machine.pad(&zip, with: padding)
            return machine.makeZip(zip)
        }
        define(constructor, "zipKeyed", 1) { machine, arguments throws(Abrupt) in
            var (iterables, zip, padding) = try machine.zipArguments(arguments, "Iterator.zipKeyed")
            (zip.keys, zip.iterators) = try machine.zippedByKey(iterables)
            try machine.padByKey(&zip, with: padding)
            return machine.makeZip(zip)
        }
    }

    private mutating func makeZip(_ zip: IteratorZip) -> Value {
        let nothing = Iterator(iterator: .undefined, next: .undefined)
        return .object(makeHelper(IteratorHelper(kind: .zip, underlying: nothing, zip: zip)))
    }

    /// What both begin with: steps 1 to 7.
    ///
    /// - Returns: what is to be gone through, how, and the object that the padding comes from, if there is one.
    private mutating func zipArguments(
        _ arguments: Arguments, _ method: String
    ) throws(Abrupt) -> (iterables: ObjectID, zip: IteratorZip, padding: ObjectID?) {
        guard case .object(let iterables) = argument(arguments, 0) else { throw typeError("\(method) called on non-object") }
        guard let options = try optionsObject(argument(arguments, 1)) else { return (iterables, IteratorZip(mode: .shortest), nil) }
        let given = try get(options, key("mode"))
        var mode: IteratorZip.Mode? = given.isUndefined ? .shortest : nil
        if case .string(let text) = given { mode = IteratorZip.Mode(rawValue: strings.text(text)) }
        guard let mode else { throw typeError("The mode must be \"shortest\", \"longest\" or \"strict\"") }
        guard mode == .longest else { return (iterables, IteratorZip(mode: mode), nil) }
        let padding = try get(options, key("padding"))
        guard padding.isObject || padding.isUndefined else { throw typeError("The padding must be an object") }
        return (iterables, IteratorZip(mode: mode), padding.object)
    }

    // MARK: What is gone through

    /// The iterators of all that an iterable gives. An error closes those that there are.
    private mutating func zipped(_ iterables: Value) throws(Abrupt) -> [Iterator?] {
        var iterators: [Iterator?] = []
        let input = try getIterator(iterables)
        while true {
            try countStep()
            let next: Value?
            do throws(Abrupt) {
                next = try stepValue(input)
            } catch {
                throw try closingAll(iterators[...], error)
            }
            guard let next else { return iterators }
            do throws(Abrupt) {
                budget.keptBytes += IteratorZip.stride
                iterators.append(try flattenable(next, acceptsStrings: false, for: "Iterator.zip"))
            } catch {
                throw try closingAll(([input] + iterators)[...], error)
            }
        }
    }

    /// The same for the enumerable properties of an object that are not undefined.
    private mutating func zippedByKey(_ iterables: ObjectID) throws(Abrupt) -> (keys: [PropertyKey], iterators: [Iterator?]) {
        var keys: [PropertyKey] = []
        var iterators: [Iterator?] = []
        for key in try ownPropertyKeys(iterables) {
            try countStep()
            do throws(Abrupt) {
                guard try isEnumerableOwn(iterables, key) else { continue }
                let value = try get(iterables, key)
                if value.isUndefined { continue }
                budget.keptBytes += IteratorZip.stride
                iterators.append(try flattenable(value, acceptsStrings: false, for: "Iterator.zipKeyed"))
                keys.append(key)
            } catch {
                throw try closingAll(iterators[...], error)
            }
        }
        return (keys, iterators)
    }

    /// Takes a value for each iterator from an iterable, and undefined where that gives too few.
    private mutating func pad(_ zip: inout IteratorZip, with padding: ObjectID?) throws(Abrupt) {
        let count = zip.iterators.count
        do throws(Abrupt) {
            if let padding {
                let values = try getIterator(.object(padding))
                while zip.padding.count < count, let value = try stepValue(values) {
                    try countStep()
                    zip.padding.append(value)
                }
                // Step 14.b.iv asks no more often than there are iterators: the last answer may not have been the end.
                if zip.padding.count == count { try closeIterator(values.iterator) }
            }
        } catch {
            throw try closingAll(zip.iterators[...], error)
        }
        zip.padding += Array(repeating: .undefined, count: count - zip.padding.count)
    }

    private mutating func padByKey(_ zip: inout IteratorZip, with padding: ObjectID?) throws(Abrupt) {
        guard let padding, let keys = zip.keys else {
            zip.padding = Array(repeating: .undefined, count: zip.iterators.count)
            return
        }
        for key in keys {
            try countStep()
            do throws(Abrupt) {
                zip.padding.append(try get(padding, key))
            } catch {
                throw try closingAll(zip.iterators[...], error)
            }
        }
    }

    // MARK: Closing

    /// IteratorCloseAll with a normal completion: the last one first. https://tc39.es/ecma262/#sec-iteratorcloseall
    mutating func closeAll(_ iterators: [Iterator?]) throws(Abrupt) {
        for index in iterators.indices.reversed() {
            guard let iterator = iterators[index] else { continue }
            do throws(Abrupt) {
                try countStep()
                try closeIterator(iterator.iterator)
            } catch {
                throw try closingAll(iterators[..<index], error)
            }
        }
    }

    /// IteratorCloseAll with a throw completion, which stays whatever closing does.
    private mutating func closingAll(_ iterators: ArraySlice<Iterator?>, _ error: Abrupt) throws(Abrupt) -> Abrupt {
        for case let iterator? in iterators.reversed() {
            try countStep()
            _ = try closing(iterator.iterator, error)
        }
        return error
    }

    // MARK: Steps

    /// The next values of all the iterators: an array, or an object without prototype. `nil` at the end.
    mutating func nextZipped(_ index: Int) throws(Abrupt) -> Value? {
        guard let held = heap.iteratorHelpers[index].zip, !held.iterators.isEmpty else { return nil }
        var results: [Value] = []
        for position in held.iterators.indices {
            try countStep()
            guard let value = try stepZipped(index, position) else { return nil }
            results.append(value)
        }
        guard let keys = held.keys else { return .object(makeArray(results)) }
        let object = heap.makeObject(.ordinary, prototype: .none)
        for (key, value) in zip(keys, results) { try createDataProperty(object, key, value) }
        return .object(object)
    }

    /// What one of the iterators gives, or the padding for it: `nil` where all have come to their end with it.
    private mutating func stepZipped(_ index: Int, _ position: Int) throws(Abrupt) -> Value? {
        guard let held = heap.iteratorHelpers[index].zip else { return nil }
        guard let iterator = held.iterators[position] else { return held.padding[position] }
        if let value = try closingOthers(index, position, { machine throws(Abrupt) in try machine.stepValue(iterator) }) { return value }
        heap.iteratorHelpers[index].zip?.iterators[position] = nil
        // The list is copied, and may be looked through.
        budget.countWork(held.iterators.count)
        switch held.mode {
        case .shortest: try closeAll(openIterators(index))
        case .longest: if openIterators(index).contains(where: { $0 != nil }) { return held.padding[position] }
        case .strict: try requireEnds(index, after: position)
        }
        return nil
    }

    private func openIterators(_ index: Int) -> [Iterator?] { heap.iteratorHelpers[index].zip?.iterators ?? [] }

    /// An error of one iterator's closes the others.
    private mutating func closingOthers<Result>(
        _ index: Int, _ position: Int, _ body: (inout Machine) throws(Abrupt) -> Result
    ) throws(Abrupt) -> Result {
        do throws(Abrupt) {
            return try body(&self)
        } catch {
            heap.iteratorHelpers[index].zip?.iterators[position] = nil
            throw try closingAll(openIterators(index)[...], error)
        }
    }

    /// In the mode `strict` the first iterator is the first to end, and all others end with it.
    private mutating func requireEnds(_ index: Int, after position: Int) throws(Abrupt) {
        let iterators = openIterators(index)
        for (next, iterator) in iterators.enumerated() {
            guard let iterator else { continue }
            try countStep()
            if position == 0, try closingOthers(index, next, { machine throws(Abrupt) in try machine.stepResult(iterator) }) == nil {
                heap.iteratorHelpers[index].zip?.iterators[next] = nil
                continue
            }
            throw try closingAll(
                openIterators(index)[...], typeError("Iterators passed to Iterator.zip with { mode: \"strict\" } have different lengths"))
        }
    }
}
