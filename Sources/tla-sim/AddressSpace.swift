import CMalloc
import Scenario

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension LimitSettings.Room {
    /// What `ulimit -v` leaves for a run; `nil` where nothing is limited.
    ///
    /// What grows is copied to a place twice as large, and what is drawn and told of the run needs room too: an eighth of what is free is for
    /// the program's values. A run that wants more ends as blocked then, and not by the allocator.
    static let ofThisProcess: Self? = {
        guard let most = AddressSpace.limit else { return nil }
        let free = max(0, most - AddressSpace.used)
        return Self(addressSpace: Int64(most), heap: max(1, free / 8_000_000) * 1_000_000)
    }()
}

/// The addresses that the process may have, and has.
enum AddressSpace {
    /// In bytes; `nil` where there is no limit.
    static var limit: Int? {
        var limit = rlimit()
        #if canImport(Darwin)
        let addresses = RLIMIT_AS
        #else
        let addresses = __rlimit_resource_t(RLIMIT_AS.rawValue)
        #endif
        guard getrlimit(addresses, &limit) == 0, let most = Int(exactly: limit.rlim_cur), most < 1 << 40 else { return nil }
        return most
    }

    /// What the process has by now, in bytes; 0 where the system does not tell.
    static var used: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var pages = 0
        return withUnsafeMutablePointer(to: &pages) { pointer in
            withVaList([pointer]) { vfscanf(file, "%ld", $0) } == 1 ? pointer.pointee * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
        }
    }

    /// Lets all threads have their memory from one heap where addresses are limited: to be called before there is a second thread.
    ///
    /// Else glibc reserves 128 MB for each thread, and where these are not to be had it asks the system for each piece of memory, at 4 kB the piece
    /// and a hundred times the time.
    static func shareHeap() {
        #if canImport(Glibc)
        if limit != nil { mallopt(M_ARENA_MAX, 1) }
        #endif
    }
}
