import JavaScript

/// `DOMException`, which is what `structuredClone` throws. https://webidl.spec.whatwg.org/#idl-DOMException
///
/// Deviation: name, message and code are properties of the object itself, and not getters of its class.
extension Machine {
    /// The constants, whose values count from 1, and the names that have them as their code; some names have been given up.
    private static var codes: [(constant: String, name: String?)] {
        [
            ("INDEX_SIZE_ERR", "IndexSizeError"), ("DOMSTRING_SIZE_ERR", nil), ("HIERARCHY_REQUEST_ERR", "HierarchyRequestError"),
            ("WRONG_DOCUMENT_ERR", "WrongDocumentError"), ("INVALID_CHARACTER_ERR", "InvalidCharacterError"), ("NO_DATA_ALLOWED_ERR", nil),
            ("NO_MODIFICATION_ALLOWED_ERR", "NoModificationAllowedError"), ("NOT_FOUND_ERR", "NotFoundError"),
            ("NOT_SUPPORTED_ERR", "NotSupportedError"), ("INUSE_ATTRIBUTE_ERR", "InUseAttributeError"),
            ("INVALID_STATE_ERR", "InvalidStateError"), ("SYNTAX_ERR", "SyntaxError"),
            ("INVALID_MODIFICATION_ERR", "InvalidModificationError"), ("NAMESPACE_ERR", "NamespaceError"),
            ("INVALID_ACCESS_ERR", "InvalidAccessError"), ("VALIDATION_ERR", nil), ("TYPE_MISMATCH_ERR", "TypeMismatchError"),
            ("SECURITY_ERR", "SecurityError"), ("NETWORK_ERR", "NetworkError"), ("ABORT_ERR", "AbortError"),
            ("URL_MISMATCH_ERR", "URLMismatchError"), ("QUOTA_EXCEEDED_ERR", "QuotaExceededError"), ("TIMEOUT_ERR", "TimeoutError"),
            ("INVALID_NODE_TYPE_ERR", "InvalidNodeTypeError"), ("DATA_CLONE_ERR", "DataCloneError"),
        ]
    }

    mutating func installDOMException() {
        let prototype = heap.makeObject(.ordinary, prototype: realm.errorPrototype)
        realm.domExceptionPrototype = prototype
        let constructor = defineConstructor("DOMException", 0, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "DOMException")
            let message = machine.argument(arguments, 0)
            let messageText = message.isUndefined ? "" : try machine.toText(message)
            var name = machine.argument(arguments, 1)
            var cause: Value?
            if case .object(let options) = name {
                if try machine.hasProperty(options, .known(.cause)) { cause = try machine.get(options, .known(.cause)) }
                name = try machine.get(options, .known(.name))
            }
            let nameText = name.isUndefined ? "Error" : try machine.toText(name)
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            let error = machine.makeDOMException(messageText, name: nameText, prototype: own)
            if let cause { machine.put(error, .known(.cause), cause, .hidden) }
            return .object(error)
        }
        defineTag(prototype, "DOMException")
        for (index, code) in Self.codes.enumerated() {
            for object in [constructor, prototype] { put(object, key(code.constant), Value(index + 1), .enumerable) }
        }
    }

    mutating func makeDOMException(_ message: String, name: String, prototype: ObjectID) -> ObjectID {
        let error = makeError(prototype, message)
        put(error, .known(.name), string(name), .hidden)
        put(error, key("code"), Value((Self.codes.firstIndex { $0.name == name } ?? -1) + 1), .hidden)
        return error
    }
}
