import JavaScript

/// What a service worker tells its page of its life. https://w3c.github.io/ServiceWorker/#service-worker-lifetime
enum ServiceWorkerNotice {
    /// Its script has run: it is registered.
    case registered
    case state(ServiceWorkerState)
    /// `clients.claim()`: it controls the page from now on.
    case claimed
    /// It leaves a request of the page to the network: by the page's number of it.
    case passed(Int32)
    /// It has answered one; `nil` for an error of the network.
    case answered(Int32, SerializedValue?)
}

/// A request of a page that its service worker is asked about.
struct FetchQuestion {
    /// Into ``Machine/fetches`` of the page.
    var number: Int32
    var data: SerializedValue
}

/// An event of a service worker, whose end waits for what `waitUntil()` is given.
struct ExtendableEventRecord {
    /// The request that it is about: the page's number of it.
    var fetch: Int32?
    var hasAnswer = false
    /// Whether its listeners have been called.
    var isDispatched = false
    /// How many promises it waits for, and whether one of them has been rejected.
    var waits = 0
    var hasFailed = false
}

enum ServiceWorkerState: String {
    case parsed, installing, installed, activating, activated, redundant
}

/// What a page knows of a service worker.
struct ServiceWorkerRecord {
    var agent: Int32
    var worker: ObjectID
    var registration: ObjectID
    /// What `register()` gave.
    var promise: PromiseID
    var state = ServiceWorkerState.parsed
    var script: String
    var scope: String
}

/// What a page has of service workers, and a service worker of itself.
struct ServiceWorkers {
    var records: [ServiceWorkerRecord] = []
    var ofObject: [ObjectID: Int] = [:]
    var container = ObjectID.none
    var workerPrototype = ObjectID.none
    var registrationPrototype = ObjectID.none
    var controller = ObjectID.none
    var ready: PromiseID?

    // Of a service worker
    var state = ServiceWorkerState.parsed
    /// Its events that have not come to their end.
    var events: [ObjectID: ExtendableEventRecord] = [:]
    /// That of them which is `install` or `activate`.
    var lifeEvent = ObjectID.none
    var client = ObjectID.none
    var hasClaimed = false
}
