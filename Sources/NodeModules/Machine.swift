extension NodeModules {
    /// https://nodejs.org/api/os.html, of a machine that is always the same
    static let os = #"""
        "use strict";
        module.exports = {
          EOL: "\n", devNull: "/dev/null", arch: () => "x64", platform: () => "linux", type: () => "Linux", release: () => "6.0.0",
          version: () => "#1", machine: () => "x86_64", hostname: () => "localhost", homedir: () => "/home/user", tmpdir: () => "/tmp",
          endianness: () => "LE", uptime: () => __dirname.now() / 1000, totalmem: () => 8589934592, freemem: () => 4294967296,
          loadavg: () => [0, 0, 0], availableParallelism: () => 4, networkInterfaces: () => ({}),
          cpus: () => Array.from({ length: 4 }, () => ({ model: "cpu", speed: 1000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
          getPriority: () => 0, setPriority() {},
          userInfo: () => ({ uid: 1000, gid: 1000, username: "user", homedir: "/home/user", shell: "/bin/sh" }),
          constants: {
          UV_UDP_REUSEADDR: 4, dlopen: {
          RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8,
        },
          errno: {
          E2BIG: 7, EACCES: 13, EADDRINUSE: 98, EADDRNOTAVAIL: 99, EAFNOSUPPORT: 97, EAGAIN: 11, EALREADY: 114, EBADF: 9,
          EBADMSG: 74, EBUSY: 16, ECANCELED: 125, ECHILD: 10, ECONNABORTED: 103, ECONNREFUSED: 111, ECONNRESET: 104, EDEADLK: 35,
          EDESTADDRREQ: 89, EDOM: 33, EDQUOT: 122, EEXIST: 17, EFAULT: 14, EFBIG: 27, EHOSTUNREACH: 113, EIDRM: 43, EILSEQ: 84,
          EINPROGRESS: 115, EINTR: 4, EINVAL: 22, EIO: 5, EISCONN: 106, EISDIR: 21, ELOOP: 40, EMFILE: 24, EMLINK: 31,
          EMSGSIZE: 90, EMULTIHOP: 72, ENAMETOOLONG: 36, ENETDOWN: 100, ENETRESET: 102, ENETUNREACH: 101, ENFILE: 23, ENOBUFS: 105,
          ENODATA: 61, ENODEV: 19, ENOENT: 2, ENOEXEC: 8, ENOLCK: 37, ENOLINK: 67, ENOMEM: 12, ENOMSG: 42, ENOPROTOOPT: 92,
          ENOSPC: 28, ENOSR: 63, ENOSTR: 60, ENOSYS: 38, ENOTCONN: 107, ENOTDIR: 20, ENOTEMPTY: 39, ENOTSOCK: 88, ENOTSUP: 95,
          ENOTTY: 25, ENXIO: 6, EOPNOTSUPP: 95, EOVERFLOW: 75, EPERM: 1, EPIPE: 32, EPROTO: 71, EPROTONOSUPPORT: 93,
          EPROTOTYPE: 91, ERANGE: 34, EROFS: 30, ESPIPE: 29, ESRCH: 3, ESTALE: 116, ETIME: 62, ETIMEDOUT: 110, ETXTBSY: 26,
          EWOULDBLOCK: 11, EXDEV: 18,
        },
          signals: {
          SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9,
          SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18,
          SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27,
          SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
        },
          priority: {
          PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14,
          PRIORITY_HIGHEST: -20,
        },
        },
        };
        """#

    /// All constants at once.
    static let constants = #"""
        "use strict";
        const os = require("os").constants;
        module.exports = { ...os.dlopen, ...os.errno, ...os.priority, ...os.signals, ...require("fs").constants, ...require("crypto").constants };
        """#

    /// https://nodejs.org/api/perf_hooks.html
    static let perfHooks = #"""
        "use strict";
        const host = __dirname;
        const { performance } = globalThis;
        const names = "Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming";
        module.exports = {
          performance,
          eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
          timerify: (body) => body,
          monitorEventLoopDelay: () => ({ enable: () => true, disable: () => true, reset() {}, min: 0, max: 0, mean: 0, stddev: 0, percentile: () => 0 }),
          constants: {
            NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16,
            NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2, NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
            NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8, NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
            NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32, NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
          },
        };
        host.refuseAll(module.exports, "perf_hooks", "createHistogram");
        host.lazily(module.exports, "perf_hooks", names);
        """#
}
