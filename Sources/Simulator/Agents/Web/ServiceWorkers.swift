import JavaScript

/// What a service worker tells its page of its life. https://w3c.github.io/ServiceWorker/#service-worker-lifetime
enum ServiceWorkerNotice {
    /// Its script has run: it is registered.
    case registered
    case state(ServiceWorkerState)
    /// `clients.claim()`: it controls the page from now on.
    case claimed
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
    /// How many promises its event waits for, and whether one of them has been rejected.
    var waits = 0
    var hasFailed = false
    /// The event has been dispatched, so that it is over when nothing is waited for.
    var isDispatched = false
    var client = ObjectID.none
}
