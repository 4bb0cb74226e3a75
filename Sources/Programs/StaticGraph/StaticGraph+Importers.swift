extension StaticGraph {
    /// By module: those whose declarations ask for it, in order, each as often as it does.
    ///
    /// - Parameter isTaken: which of the requests count.
    /// - Complexity: linear in the number of modules and requests.
    public func importers(where isTaken: (Request) -> Bool = { _ in true }) -> [[ModuleNumber]] {
        var importers = [[ModuleNumber]](repeating: [], count: modules.count)
        for (number, module) in modules.enumerated() {
            for request in module.requests where isTaken(request) {
                if let target = request.target, importers.indices.contains(Int(target)) {
                    importers[Int(target)].append(ModuleNumber(number))
                }
            }
        }
        return importers
    }
}
