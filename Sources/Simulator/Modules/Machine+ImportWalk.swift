import DequeModule
import JavaScript

/// The way of an `import()` through its graph where the host gives each module a task (`ImportRule.moduleByModule`).
struct ImportWalk {
    /// The modules that were asked for.
    var asked: Set<Int32>
    /// How many of them have not been told of.
    var pending: Int32
}

/// That a module is there, which the host tells an `import()` in a task.
struct ModuleNotice {
    var id: ImportID
    var module: ModuleID
}

/// An `import()` whose module has been evaluated, and of whose promise the host learns when no microtask is left.
struct EvaluatedImport {
    var id: ImportID
    var promise: PromiseID
}

/// Loading as Chromium does it. HTML hands on at once a module that its module map has, and Chromium in a task:
/// https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script
///
/// Each call goes through its whole graph anew, also through modules that have been evaluated. The call asks for its module; a task tells
/// it that the module is there, and asks for what that one imports and this call has not asked for; and so on. So of two calls that are
/// made at once, the one whose graph is less deep is ready first.
extension Machine {
    mutating func beginImportWalk(_ id: ImportID) {
        let call = imports[id]
        if call.failure >= 0 {
            rejectImport(id, loadFailure: call.failure)
            return
        }
        imports.walks[id.index] = ImportWalk(asked: [], pending: 0)
        ask(for: call.target, referrer: call.referrer, id)
    }

    private mutating func ask(for module: ModuleID, referrer: ModuleID, _ id: ImportID) {
        guard imports.walks[id.index]?.asked.insert(module.index).inserted == true else { return }
        imports.walks[id.index]?.pending += 1
        forgetMissing(module)
        if hostLoad(module, referrer: referrer) {
            notify(id, module)
        } else {
            wait(for: module, .importWalk(id))
        }
    }

    /// On a page the task waits its turn among timers, messages and the page's own.
    mutating func notify(_ id: ImportID, _ module: ModuleID) {
        imports.notices.append(ModuleNotice(id: id, module: module))
        if page.isOn { _ = schedule(.finishImports, after: 0) }
    }

    /// The task of the notice that is first.
    mutating func takeModuleNotice() {
        guard let notice = imports.notices.popFirst() else { return }
        imports.walks[notice.id.index]?.pending -= 1
        if graph[notice.module].failure < 0 {
            // Many calls through a dense graph would take for ever, and memory for what each asked for.
            budget.steps += Int(graph[notice.module].requestCount) * Self.importRequestSteps
            for request in 0..<graph[notice.module].requestCount where stop.reason == nil {
                guard let target = requestedModule(notice.module, Int(request)) else { continue }
                ask(for: target, referrer: notice.module, notice.id)
            }
        }
        guard imports.walks[notice.id.index]?.pending == 0 else { return }
        imports.walks[notice.id.index] = nil
        // All is there, or known to be missing.
        continueDynamicImport(notice.id)
    }

    /// The host looks at the promises of what it evaluated only after the microtasks that this left.
    ///
    /// - Returns: whether there was one.
    mutating func learnOfEvaluatedImport() -> Bool {
        guard let evaluated = imports.evaluated else { return false }
        imports.evaluated = nil
        if page.isOn { queueRejections() }
        performThen(evaluated.promise, .importEvaluated(evaluated.id))
        return true
    }
}
