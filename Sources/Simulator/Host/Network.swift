import DequeModule
import Programs
import Text

/// The requests of a run: which of them are under way, and which wait for a connection.
struct Network {
    struct Request {
        var what: Requested
        var origin: Int
        var time: NetworkTime
        /// What has not come yet; bytes.
        var remaining: Double
    }

    var requests: [Request] = []
    /// The request of a module, by its index, while it is under way.
    var requestOfModule: [Int32: Int] = [:]
    /// The servers, by name: how many connections are in use, and who waits for one.
    var origins: [ExactText: Int] = [:]
    var inUse: [Int] = []
    var waiting: [Deque<Int>] = []
    /// The requests whose answers share the bandwidth, and up to when it was counted; nanoseconds.
    var flowing: [Int] = []
    var countedTo: Int64 = 0
    /// The number of the latest change of ``flowing``: a task that is older says nothing any more.
    var change: Int32 = 0

    /// How many requests a browser has under way at one server (HTTP/1.1): measured, Chromium 156 and Firefox 153.
    static let connections = 6
}

enum Requested {
    case module(ModuleID)
}

/// How long a request takes by itself.
struct NetworkTime {
    /// Until the first byte of the answer; nanoseconds.
    var latency: Int64
    /// What comes by the shared bandwidth; bytes.
    var bytes: Int64
    /// Whether it needs no connection.
    var isCached = false
}

enum NetworkTask {
    /// The first byte of an answer is there.
    case answered(Int32)
    /// An answer is there whole, unless another change came between.
    case flowed(change: Int32)
}

/// The network: latency, a few connections to each server, and a bandwidth that all answers share.
extension Machine {
    /// How long the text of a module is on its way; `nil` where the host has no network, or none between it and the text.
    mutating func networkTime(for text: ModuleText) -> NetworkTime? {
        guard hasNetwork, !text.isInDocument else { return nil }
        if text.isCached { return NetworkTime(latency: 0, bytes: 0, isCached: true) }
        if text.hasOwnLoad { return NetworkTime(latency: text.load, bytes: 0) }
        let size = program.network?.bandwidth == nil ? 0 : text.size ?? Int64(text.file.bytes.count)
        return NetworkTime(latency: latency, bytes: size)
    }

    /// How long a file takes where nothing else is loaded beside it; nanoseconds.
    mutating func timeAlone(of text: ModuleText) -> Int64 {
        guard let network = networkTime(for: text) else { return text.load }
        guard let bandwidth = program.network?.bandwidth, bandwidth > 0 else { return network.latency }
        return network.latency + Int64(Double(network.bytes) / Double(bandwidth) * 1e9)
    }

    /// The same for the answer that there is no such file.
    mutating func networkTimeOfNothing() -> NetworkTime? { hasNetwork ? NetworkTime(latency: latency, bytes: 0) : nil }

    private var hasNetwork: Bool {
        mutating get { (page.isOn || agents.web.kind != nil || program.network != nil) && !loading.isImmediate }
    }

    private var latency: Int64 {
        mutating get { program.network?.latency ?? (page.isOn || agents.web.kind != nil ? host.page?.latency : nil) ?? 0 }
    }

    mutating func request(_ what: Requested, _ time: NetworkTime) {
        guard case .module(let module) = what else { return }
        if time.isCached {
            _ = schedule(.moduleArrived(module), after: 0)
            return
        }
        let number = network.requests.count
        let origin = network.number(ofOrigin: graph.key(of: module).path)
        network.requests.append(Network.Request(what: what, origin: origin, time: time, remaining: Double(time.bytes)))
        network.requestOfModule[module.index] = number
        let limit = program.network?.isMultiplexed == true ? Int.max : program.network?.connections ?? Network.connections
        if network.inUse[origin] < limit { send(number) } else { network.waiting[origin].append(number) }
    }

    private mutating func send(_ number: Int) {
        let request = network.requests[number]
        network.inUse[request.origin] += 1
        if request.time.bytes == 0, case .module(let module) = request.what {
            _ = schedule(.moduleArrived(module), after: request.time.latency)
        } else {
            _ = schedule(.network(.answered(Int32(number))), after: request.time.latency)
        }
    }

    /// A module is there: its connection is free for the next.
    mutating func endRequest(of module: ModuleID) {
        guard let number = network.requestOfModule.removeValue(forKey: module.index) else { return }
        let origin = network.requests[number].origin
        network.inUse[origin] -= 1
        if let next = network.waiting[origin].popFirst() { send(next) }
    }

    // MARK: Bandwidth

    mutating func run(_ task: NetworkTask) {
        switch task {
        case .answered(let number):
            countFlow()
            network.flowing.append(Int(number))
            awaitFlow()
        case .flowed(let change):
            guard change == network.change else { return }
            countFlow()
            for number in network.flowing where network.requests[number].remaining <= 0.5 {
                guard case .module(let module) = network.requests[number].what else { continue }
                _ = schedule(.moduleArrived(module), after: 0)
            }
            network.flowing.removeAll { network.requests[$0].remaining <= 0.5 }
            awaitFlow()
        }
    }

    private var bytesPerNanosecond: Double { mutating get { Double(max(1, program.network?.bandwidth ?? 1)) / 1_000_000_000 } }

    /// What has come since it was counted last, the same of each answer.
    private mutating func countFlow() {
        if !network.flowing.isEmpty {
            let each = Double(loop.now - network.countedTo) * bytesPerNanosecond / Double(network.flowing.count)
            for number in network.flowing { network.requests[number].remaining -= each }
            budget.steps += network.flowing.count / 8
        }
        network.countedTo = loop.now
    }

    /// Has a task come when the next answer is there.
    private mutating func awaitFlow() {
        network.change += 1
        guard let least = network.flowing.map({ network.requests[$0].remaining }).min() else { return }
        let time = (max(0, least) * Double(network.flowing.count) / bytesPerNanosecond).rounded(.up)
        _ = schedule(.network(.flowed(change: network.change)), after: time < 9e18 ? Int64(time) : .max)
    }
}

extension Network {
    private static let longestScheme = 64

    /// The number of the server that a module lies on: what stands before its path where that has an origin.
    fileprivate mutating func number(ofOrigin path: String) -> Int {
        var name = ""
        let bytes = path.utf8
        // A scheme is short, and an address may be very long.
        if let colon = bytes.prefix(Self.longestScheme).firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
            let host = bytes.index(colon, offsetBy: 3)
            name = String(path[..<(bytes[host...].firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex)])
        }
        if let known = origins[ExactText(name)] { return known }
        origins[ExactText(name)] = inUse.count
        inUse.append(0)
        waiting.append([])
        return inUse.count - 1
    }
}
