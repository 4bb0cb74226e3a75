import JavaScript
import Programs

extension ChunkScope {
    /// The modules' texts one after another, each with the namespace object that is made of it.
    ///
    /// - Parameters:
    ///   - namespaces: the modules of the chunk whose objects are made.
    ///   - early: those whose objects are used before their module has run: these objects stand before everything else.
    ///   - adjust: what else is different in a module.
    func concatenation(
        namespaces: [ModuleNumber], early: Set<ModuleNumber>, adjust: (ModuleNumber, inout Rewriting) -> Void = { _, _ in }
    ) -> Fragment {
        var text = Fragment()
        for module in namespaces where early.contains(module) { text.appendLine(namespaceObject(of: module)) }
        let late = Set(namespaces).subtracting(early)
        for module in modules {
            var rewriting = rewriting(of: module)
            adjust(module, &rewriting)
            text.appendLine("\(rewriting)")
            if late.contains(module) { text.appendLine(namespaceObject(of: module, isUsedBefore: false)) }
        }
        return text
    }
}
