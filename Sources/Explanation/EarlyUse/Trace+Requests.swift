import JavaScript
import Trace

extension Trace {
    /// What a module's request led to, of the declaration that has that number in its text; `nil` where the trace does not tell.
    func target(of request: ModuleRequestID, in module: ModuleIndex) -> ModuleIndex? {
        let requests = self[module].requests
        return requests.indices.contains(Int(request.index)) ? requests[Int(request.index)].module : nil
    }
}
