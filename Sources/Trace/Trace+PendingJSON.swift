import Text

extension Trace {
    /// Writes who waits for what: the members ``Trace/pendingWaits`` and ``Trace/pendingPromises``.
    func writePendingWaits(to json: inout JSONWriter) {
        json.key("pendingWaits")
        json.beginArray()
        for wait in pendingWaits {
            json.beginObject()
            json.member("module", self[wait.module].name)
            json.member("function", orNull: wait.function)
            if !wait.alias.isEmpty { json.member("alias", wait.alias) }
            write(wait.position, to: &json)
            json.member("expression", wait.expression)
            json.member("promise", wait.promise.rawValue)
            json.endObject()
        }
        json.endArray()
        json.key("pendingPromises")
        json.beginArray()
        for promise in pendingPromises { write(promise, to: &json) }
        json.endArray()
    }

    private func write(_ promise: PendingPromise, to json: inout JSONWriter) {
        json.beginObject()
        json.member("promise", promise.promise.rawValue)
        json.key("settlers")
        json.beginArray()
        for settler in promise.settlers {
            json.beginObject()
            switch settler {
            case .function(let wait): json.member("wait", wait)
            case .module(let module, let call):
                json.member("module", self[module].name)
                json.member("import", call)
            case .thenable(let module, let call):
                json.member("thenOf", self[module].name)
                json.member("import", call)
            case .promise(let other): json.member("promise", other.rawValue)
            }
            json.endObject()
        }
        json.endArray()
        if let specifier = promise.specifier { json.member("specifier", specifier) }
        if let origin = promise.origin {
            json.key("origin")
            json.beginObject()
            json.member("module", self[origin.module].name)
            write(origin.position, to: &json)
            json.member("expression", origin.expression)
            if !origin.name.isEmpty { json.member("name", origin.name) }
            json.endObject()
        }
        if !promise.resolverUses.isEmpty {
            json.key("resolver")
            json.beginArray()
            for use in promise.resolverUses {
                json.beginObject()
                json.member("use", use.kind.rawValue)
                if !use.name.isEmpty { json.member("name", use.name) }
                json.member("module", self[use.module].name)
                write(use.position, to: &json)
                json.member("function", orNull: use.function)
                if !use.callbackOf.isEmpty { json.member("callbackOf", use.callbackOf) }
                if use.isReached { json.member("reached", true) }
                json.endObject()
            }
            json.endArray()
        }
        if !promise.timers.isEmpty {
            json.key("timers")
            json.beginArray()
            for timer in promise.timers {
                json.beginObject()
                json.member("function", timer.function)
                json.member("state", timer.state.rawValue)
                json.member("timeNanoseconds", timer.time)
                json.member("module", self[timer.module].name)
                if let position = timer.position { write(position, to: &json) }
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }

    private func write(_ position: Position, to json: inout JSONWriter) {
        if let name = name(position.source) { json.member("source", name) }
        json.member("line", position.line)
        json.member("column", position.column)
    }

    func write(names: [String], to json: inout JSONWriter) {
        json.key("names")
        json.beginArray()
        for name in names { json.string(name) }
        json.endArray()
    }
}
