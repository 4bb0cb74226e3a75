import JavaScript
import Text

/// Objects that say themselves how a console shows them. https://nodejs.org/api/util.html#custom-inspection-functions-on-objects
extension Machine {
    /// What an object's own method says of it; `nil` where it has none, or says that the object is shown as any other.
    ///
    /// - Parameter context: the object, or the proxy that it was reached by.
    mutating func customText(
        of object: ObjectID, reachedAs context: ObjectID, _ inspection: inout Inspection, _ level: Int
    ) -> String? {
        guard inspection.options.asksObjects, let name = registeredSymbol("nodejs.util.inspect.custom") else { return nil }
        do throws(Abrupt) {
            guard case .object(let method) = try get(object, .symbol(name)), heap[method].isCallable, !isPrototypeOfItsMaker(object) else {
                return nil
            }
            guard case .object(let helpers) = try builtinExports("internal/inspection"),
                case .object(let inspect) = try get(helpers, key("inspect")), method != inspect
            else { return nil }
            let options = inspection.options
            let shown = try call(
                get(helpers, key("ask")), .undefined,
                arguments: [
                    .object(method), .object(context),
                    .number(options.depth >= InspectOptions.largestDepth ? .infinity : Double(options.depth - level)),
                    options.given.isNone ? .undefined : .object(options.given),
                ])
            if shown == .object(context) { return nil }
            if case .string(let said) = shown {
                try afford(strings.length(said))
                let text = strings.text(said)
                if inspection.indentation > 0 { try afford(text.utf8.count(where: { $0 == 0x0A }) * (inspection.indentation >> 3 + 4)) }
                return inspection.indented(text)
            }
            // Such an object may speak for itself in its turn, without end. Its lines stand where they belong already.
            if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
            running.nativeDepth += 1
            defer { running.nativeDepth -= 1 }
            return self.inspect(shown, &inspection, level)
        } catch {
            inspection.failure = error
            return ""
        }
    }

    /// Whether the object is what its own constructor makes others of: the method is meant for those.
    private mutating func isPrototypeOfItsMaker(_ object: ObjectID) -> Bool {
        guard case .object(let maker)? = getOwn(object, .known(.constructor))?.value else { return false }
        return getOwn(maker, .known(.prototype))?.value == .object(object)
    }

    /// `[Getter: 5]`: an accessor with what its getter gives, where the options ask for that.
    mutating func getterText(_ accessor: Int32, of object: ObjectID, _ inspection: inout Inspection, _ level: Int) -> String? {
        let pair = heap.accessors[Int(accessor)]
        let isAsked =
            switch inspection.options.getters {
            case .none: false
            case .all: true
            case .readOnly: pair.setter.isNone
            case .writable: !pair.setter.isNone
            }
        guard isAsked, !pair.getter.isNone else { return nil }
        let label = pair.setter.isNone ? "Getter" : "Getter/Setter"
        do throws(Abrupt) {
            let value = try call(.object(pair.getter), .object(object))
            inspection.indentation += 2
            defer { inspection.indentation -= 2 }
            let text = inspect(value, &inspection, level)
            let options = inspection.options
            if value.isObject { return "\(options.styled("[\(label)]", .special)) \(text)" }
            return options.styled("[\(label):", .special) + " \(text)" + options.styled("]", .special)
        } catch .thrown(let value) {
            let options = inspection.options
            return options.styled("[\(label):", .special) + " <Inspection threw (\(errorText(value)))>" + options.styled("]", .special)
        } catch {
            inspection.failure = error
            return ""
        }
    }

    /// Puts shown properties in the order that the options ask for.
    mutating func sortParts(_ parts: inout [String], _ inspection: inout Inspection) {
        guard inspection.options.isSorted, parts.count > 1 else { return }
        budget.countWork(parts.count * 8)
        let order = inspection.options.order
        if order.isUndefined { return parts.sort { $0.utf16.lexicographicallyPrecedes($1.utf16) } }
        do {
            try parts.sort { first, second in
                let result = try call(order, .undefined, string(first), string(second))
                return try toNumber(result) < 0
            }
        } catch {
            inspection.failure = error as? Abrupt
        }
    }
}
