import JavaScript

/// DataView Objects. https://tc39.es/ecma262/#sec-dataview-objects
extension Machine {
    mutating func installDataViews() {
        let prototype = makeLibraryObject()
        realm.dataViewPrototype = prototype
        defineConstructor("DataView", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.requireNew(arguments, "DataView")
            return try machine.constructDataView(arguments)
        }
        defineGetter(prototype, key("buffer"), "buffer") { machine, arguments throws(Abrupt) in
            .object(try machine.thisDataView(arguments.thisValue, "buffer").bufferObject)
        }
        for name in ["byteLength", "byteOffset"] {
            defineGetter(prototype, key(name), name) { machine, arguments throws(Abrupt) in
                let view = try machine.thisDataView(arguments.thisValue, name)
                guard let length = machine.heap.buffers.length(of: view) else {
                    throw machine.detachedView(view, "DataView.prototype.\(name)")
                }
                return Value(name == "byteLength" ? length : view.offset)
            }
        }
        for kind in ElementKind.allCases where kind != .uint8Clamped {
            define(prototype, "get\(kind.name)", 1) { machine, arguments throws(Abrupt) in
                try machine.getViewValue(arguments, kind, "get\(kind.name)")
            }
            define(prototype, "set\(kind.name)", 2) { machine, arguments throws(Abrupt) in
                try machine.setViewValue(arguments, kind, "set\(kind.name)")
            }
        }
        defineTag(prototype, "DataView")
    }

    private mutating func thisDataView(_ value: Value, _ method: String) throws(Abrupt) -> ViewRecord {
        guard case .object(let object) = value, heap[object].kind == .dataView else {
            throw incompatibleReceiver(value, "DataView.prototype.\(method)")
        }
        return view(object)
    }

    mutating func detachedView(_ view: ViewRecord, _ method: String) -> Abrupt {
        if heap.buffers[view.buffer].isDetached { return typeError("Cannot perform \(method) on a detached ArrayBuffer") }
        return typeError("Invalid offset of a view that lies outside its buffer")
    }

    /// https://tc39.es/ecma262/#sec-dataview-buffer-byteoffset-bytelength
    private mutating func constructDataView(_ arguments: Arguments) throws(Abrupt) -> Value {
        guard case .object(let buffer) = argument(arguments, 0), heap[buffer].kind == .arrayBuffer else {
            throw typeError("First argument to DataView constructor must be an ArrayBuffer")
        }
        let start = argument(arguments, 1)
        let startText = plainText(of: start)
        let outside = "Start offset \(startText) is outside the bounds of the buffer"
        let offset = try toIndex(start, outside)
        let index = heap[buffer].payload
        let detached = "Cannot perform DataView on a detached ArrayBuffer"
        if heap.buffers[index].isDetached { throw typeError(detached) }
        var count = heap.buffers[index].bytes.count
        if offset > count { throw rangeError(outside) }
        let wanted = argument(arguments, 2)
        var length: Int?
        if wanted.isUndefined {
            if heap.buffers[index].maximum == nil { length = count - offset }
        } else {
            let message = "Invalid DataView length \(plainText(of: wanted))"
            let number = try toIndex(wanted, message)
            if offset + number > count { throw rangeError(message) }
            length = number
        }
        let prototype = try prototypeFromConstructor(arguments.newTarget, realm.dataViewPrototype)
        if heap.buffers[index].isDetached { throw typeError(detached) }
        count = heap.buffers[index].bytes.count
        if offset > count { throw rangeError(outside) }
        if let length, offset + length > count { throw rangeError("Invalid DataView length \(length)") }
        heap.buffers.views.append(
            ViewRecord(bufferObject: buffer, buffer: index, kind: .uint8, offset: offset, length: length, isDataView: true))
        return .object(heap.makeObject(.dataView, prototype: prototype, payload: Int32(heap.buffers.views.count - 1)))
    }

    /// GetViewValue. https://tc39.es/ecma262/#sec-getviewvalue
    private mutating func getViewValue(_ arguments: Arguments, _ kind: ElementKind, _ method: String) throws(Abrupt) -> Value {
        let view = try thisDataView(arguments.thisValue, method)
        let outside = "Offset is outside the bounds of the DataView"
        let index = try toIndex(argument(arguments, 0), outside)
        let isLittleEndian = toBoolean(argument(arguments, 1))
        guard let length = heap.buffers.length(of: view) else { throw detachedView(view, "DataView.prototype.\(method)") }
        guard index + kind.size <= length else { throw rangeError(outside) }
        let bits = heap.buffers.bits(view.buffer, at: view.offset + index, size: kind.size)
        return elementValue(kind, isLittleEndian ? bits : Self.reversed(bits, kind.size))
    }

    /// SetViewValue. https://tc39.es/ecma262/#sec-setviewvalue
    private mutating func setViewValue(_ arguments: Arguments, _ kind: ElementKind, _ method: String) throws(Abrupt) -> Value {
        let view = try thisDataView(arguments.thisValue, method)
        let outside = "Offset is outside the bounds of the DataView"
        let index = try toIndex(argument(arguments, 0), outside)
        let bits = try elementBits(kind, argument(arguments, 1))
        let isLittleEndian = toBoolean(argument(arguments, 2))
        guard let length = heap.buffers.length(of: view) else { throw detachedView(view, "DataView.prototype.\(method)") }
        guard index + kind.size <= length else { throw rangeError(outside) }
        heap.buffers.setBits(
            view.buffer, at: view.offset + index, size: kind.size, isLittleEndian ? bits : Self.reversed(bits, kind.size))
        return .undefined
    }

    private static func reversed(_ bits: UInt64, _ size: Int) -> UInt64 { bits.byteSwapped >> UInt64(64 - 8 * size) }
}
