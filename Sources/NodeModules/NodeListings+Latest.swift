extension NodeListings {
    /// Of Node.js 24.19.
    static let latest = """
        buffer: Buffer/3 SlowBuffer=deprecated/1 transcode/3 isUtf8/1 isAscii/1 kMaxLength kStringMaxLength btoa/1 atob/1 constants
         INSPECT_MAX_BYTES Blob/0 resolveObjectURL/1 File/2
        process: version versions arch platform release _rawDebug/0 moduleLoadList binding/1 _linkedBinding/1 _events _eventsCount
         _maxListeners domain _exiting exitCode config dlopen/0 uptime/0 _getActiveRequests/0 _getActiveHandles/0 getActiveResourcesInfo/0
         reallyExit/0 _kill/0 loadEnvFile/0 cpuUsage/1 threadCpuUsage/1 resourceUsage/0 memoryUsage/0 constrainedMemory/0 availableMemory/0
         kill/2 exit/1 execve/1 ref/1 unref/1 finalization hrtime/1 openStdin=/0 getuid/0 geteuid/0 getgid/0 getegid/0 getgroups/0
         allowedNodeEnvironmentFlags features _fatalException=/2 setUncaughtExceptionCaptureCallback/1 hasUncaughtExceptionCaptureCallback/0
         emitWarning/4 nextTick/1 _tickCallback=runNextTicks/0 sourceMapsEnabled setSourceMapsEnabled/1 getBuiltinModule/1 _debugProcess/0
         _debugEnd/0 _startProfilerIdleNotifier=/0 _stopProfilerIdleNotifier=/0 stdout stdin stderr abort/0 umask=wrappedUmask/1
         chdir=wrappedChdir/1 cwd=wrappedCwd/0 initgroups/2 setgroups/1 setegid=/1 seteuid=/1 setgid=/1 setuid=/1 env title argv execArgv
         pid ppid execPath debugPort argv0 _preload_modules noProcessWarnings report
        fs: appendFile/4 appendFileSync/3 access/3 accessSync/2 chown/4 chownSync/3 chmod/3 chmodSync/2 close/1 closeSync/1 copyFile/4
         copyFileSync/3 cp/4 cpSync/3 createReadStream/2 createWriteStream/2 exists/2 existsSync/1 fchown/4 fchownSync/3 fchmod/3
         fchmodSync/2 fdatasync/2 fdatasyncSync/1 fstat/1 fstatSync/1 fsync/2 fsyncSync/1 ftruncate/1 ftruncateSync/1 futimes/4
         futimesSync/3 glob/3 globSync/2 lchown/4 lchownSync/3 lchmod lchmodSync link/3 linkSync/2 lstat/1 lstatSync/1 lutimes/4
         lutimesSync/3 mkdir/3 mkdirSync/2 mkdtemp/3 mkdtempSync/2 mkdtempDisposableSync/2 open/4 openSync/3 openAsBlob/1 readdir/3
         readdirSync/2 read/6 readSync/5 readv/4 readvSync/3 readFile/3 readFileSync/2 readlink/3 readlinkSync/2 realpath/3 realpathSync/2
         rename/3 renameSync/2 rm/3 rmSync/2 rmdir/3 rmdirSync/2 stat/1 statfs/1 statSync/1 statfsSync/1 symlink/4 symlinkSync/3 truncate/3
         truncateSync/2 unwatchFile/2 unlink/2 unlinkSync/1 utimes/4 utimesSync/3 watch/3 watchFile/3 writeFile/4 writeFileSync/3 write/6
         writeSync/5 writev/4 writevSync/3 Dirent/3 Stats=deprecated/14 ReadStream WriteStream FileReadStream FileWriteStream Utf8Stream
         _toUnixTimestamp=toUnixTimestamp/1 Dir/3 opendir/3 opendirSync/2 -F_OK -R_OK -W_OK -X_OK constants promises
        events: addAbortListener/2 once/2 on/2 getEventListeners/2 getMaxListeners/1 listenerCount/2 EventEmitter/1 usingDomains
         captureRejectionSymbol captureRejections EventEmitterAsyncResource errorMonitor defaultMaxListeners -kMaxEventTargetListeners
         -kMaxEventTargetListenersWarned setMaxListeners=/0 init=/1
        util: _errnoException/0 _exceptionWithHostPort/0 _extend=deprecated/2 callbackify/1 convertProcessSignalToExitCode/1
         debug=debuglog/2 debuglog/2 deprecate/3 format/0 styleText/3 formatWithOptions/1 getCallSites/0 getSystemErrorMap/0
         getSystemErrorName/1 getSystemErrorMessage/1 inherits/2 inspect/2 isArray=deprecated/1 isDeepStrictEqual/3 promisify/1
         stripVTControlCharacters/1 toUSVString/1 transferableAbortSignal transferableAbortController aborted types parseEnv/1 parseArgs/0
         TextDecoder/0 TextEncoder/0 MIMEType/1 MIMEParams/0 diff/2 setTraceSigInt/1
        repl: start/6 writer/1 REPLServer/6 REPL_MODE_SLOPPY REPL_MODE_STRICT Recoverable/1 isValidSyntax/1 -builtinModules -_builtinLibs
        querystring: unescapeBuffer/2 unescape=qsUnescape/2 escape=qsEscape/1 stringify/4 encode=stringify/4 parse/4 decode=parse/4
        assert: *=ok/0 AssertionError/1 CallTracker=deprecated/0 ok/0 fail/5 equal/3 notEqual/3 deepEqual/3 notDeepEqual/3 deepStrictEqual/3
         notDeepStrictEqual/3 strictEqual/3 notStrictEqual/3 partialDeepStrictEqual/3 match/3 doesNotMatch/3 throws/1 rejects/1
         doesNotThrow/1 doesNotReject/1 ifError/1 strict/0 Assert/1
        path: resolve/0 normalize/1 isAbsolute/1 join/0 relative/2 toNamespacedPath/1 dirname/1 basename/2 extname/1 format=bound+_format/1
         parse/1 matchesGlob/2 sep delimiter win32 posix _makeLong=toNamespacedPath/1
        url: Url/0 parse=urlParse/3 resolve=urlResolve/2 resolveObject=urlResolveObject/2 format=urlFormat/2 URL/1 URLPattern/0
         URLSearchParams/0 domainToASCII/1 domainToUnicode/1 pathToFileURL/2 fileURLToPath/1 fileURLToPathBuffer/1 urlToHttpOptions/1
        os: arch/0 availableParallelism=/0 cpus/0 endianness/0 freemem=/0 getPriority/1 homedir=wrappedFn/0 hostname=wrappedFn/0 loadavg/0
         networkInterfaces/0 platform/0 release=getOSRelease/0 setPriority/2 tmpdir/0 totalmem=/0 type=getOSType/0 userInfo/1
         uptime=wrappedFn/0 version=getOSVersion/0 machine=getMachine/0 constants EOL devNull
        console: log/0 info/0 debug/0 warn/0 error/0 dir/0 time/0 timeEnd/0 timeLog/0 trace/0 assert/0 clear/0 count/0 countReset/0 group/0
         groupEnd/0 table/0 dirxml/0 groupCollapsed/0 Console/1 profile/0 profileEnd/0 timeStamp/0 context/1 createTask/0 -_stdout -_stderr
        timers: setTimeout/2 clearTimeout/1 setImmediate/1 clearImmediate/1 setInterval/2 clearInterval/1 promises
        stream: isDestroyed/1 isDisturbed/1 isErrored/1 isReadable/1 isWritable/1 Readable/1 Writable/1 Duplex/1 Transform/1 PassThrough/1
         duplexPair/1 pipeline/0 addAbortSignal/2 finished=eos/3 destroy=destroyer/2 compose/0 setDefaultHighWaterMark/2
         getDefaultHighWaterMark/1 promises Stream/1 _isArrayBufferView=isView/1 _isUint8Array=isUint8Array/1 _uint8ArrayToBuffer/1
        module: -_stat _cache _pathCache _extensions globalPaths -wrap -wrapper _debug=deprecated/0 isBuiltin/1 -_readPackage _findPath=/3
         _nodeModulePaths=/1 _resolveLookupPaths=/2 _load=/3 _resolveFilename=/4 createRequire/1 _initPaths=/0 _preloadModules=/1
         syncBuiltinESMExports/0 Module/0 registerHooks/1 builtinModules runMain=executeUserEntryPoint/0 register/1 constants
         enableCompileCache/1 findPackageJSON/1 flushCompileCache/0 getCompileCacheDir/0 stripTypeScriptTypes/1 findSourceMap/1 SourceMap/1
         getSourceMapsSupport/0 setSourceMapsSupport/1
        zlib: crc32/1 Deflate/1 Inflate/1 Gzip/1 Gunzip/1 DeflateRaw/1 InflateRaw/1 Unzip/1 BrotliCompress/1 BrotliDecompress/1
         ZstdCompress/1 ZstdDecompress/1 deflate=asyncBufferWrapper/3 deflateSync=syncBufferWrapper/2 gzip=asyncBufferWrapper/3
         gzipSync=syncBufferWrapper/2 deflateRaw=asyncBufferWrapper/3 deflateRawSync=syncBufferWrapper/2 unzip=asyncBufferWrapper/3
         unzipSync=syncBufferWrapper/2 inflate=asyncBufferWrapper/3 inflateSync=syncBufferWrapper/2 gunzip=asyncBufferWrapper/3
         gunzipSync=syncBufferWrapper/2 inflateRaw=asyncBufferWrapper/3 inflateRawSync=syncBufferWrapper/2
         brotliCompress=asyncBufferWrapper/3 brotliCompressSync=syncBufferWrapper/2 brotliDecompress=asyncBufferWrapper/3
         brotliDecompressSync=syncBufferWrapper/2 zstdCompress=asyncBufferWrapper/3 zstdCompressSync=syncBufferWrapper/2
         zstdDecompress=asyncBufferWrapper/3 zstdDecompressSync=syncBufferWrapper/2 createDeflate=value/1 createInflate=value/1
         createDeflateRaw=value/1 createInflateRaw=value/1 createGzip=value/1 createGunzip=value/1 createUnzip=value/1
         createBrotliCompress=value/1 createBrotliDecompress=value/1 createZstdCompress=value/1 createZstdDecompress=value/1 constants codes
         -Z_NO_FLUSH -Z_PARTIAL_FLUSH -Z_SYNC_FLUSH -Z_FULL_FLUSH -Z_FINISH -Z_BLOCK -Z_OK -Z_STREAM_END -Z_NEED_DICT -Z_ERRNO
         -Z_STREAM_ERROR -Z_DATA_ERROR -Z_MEM_ERROR -Z_BUF_ERROR -Z_VERSION_ERROR -Z_NO_COMPRESSION -Z_BEST_SPEED -Z_BEST_COMPRESSION
         -Z_DEFAULT_COMPRESSION -Z_FILTERED -Z_HUFFMAN_ONLY -Z_RLE -Z_FIXED -Z_DEFAULT_STRATEGY -ZLIB_VERNUM -DEFLATE -INFLATE -GZIP -GUNZIP
         -DEFLATERAW -INFLATERAW -UNZIP -ZSTD_DECOMPRESS -ZSTD_COMPRESS -Z_MIN_WINDOWBITS -Z_MAX_WINDOWBITS -Z_DEFAULT_WINDOWBITS
         -Z_MIN_CHUNK -Z_MAX_CHUNK -Z_DEFAULT_CHUNK -Z_MIN_MEMLEVEL -Z_MAX_MEMLEVEL -Z_DEFAULT_MEMLEVEL -Z_MIN_LEVEL -Z_MAX_LEVEL
         -Z_DEFAULT_LEVEL -ZSTD_e_continue -ZSTD_e_flush -ZSTD_e_end -ZSTD_fast -ZSTD_dfast -ZSTD_greedy -ZSTD_lazy -ZSTD_lazy2
         -ZSTD_btlazy2 -ZSTD_btopt -ZSTD_btultra -ZSTD_btultra2 -ZSTD_c_compressionLevel -ZSTD_c_windowLog -ZSTD_c_hashLog -ZSTD_c_chainLog
         -ZSTD_c_searchLog -ZSTD_c_minMatch -ZSTD_c_targetLength -ZSTD_c_strategy -ZSTD_c_enableLongDistanceMatching -ZSTD_c_ldmHashLog
         -ZSTD_c_ldmMinMatch -ZSTD_c_ldmBucketSizeLog -ZSTD_c_ldmHashRateLog -ZSTD_c_contentSizeFlag -ZSTD_c_checksumFlag -ZSTD_c_dictIDFlag
         -ZSTD_c_nbWorkers -ZSTD_c_jobSize -ZSTD_c_overlapLog -ZSTD_d_windowLogMax -ZSTD_CLEVEL_DEFAULT -ZSTD_error_no_error
         -ZSTD_error_GENERIC -ZSTD_error_prefix_unknown -ZSTD_error_version_unsupported -ZSTD_error_frameParameter_unsupported
         -ZSTD_error_frameParameter_windowTooLarge -ZSTD_error_corruption_detected -ZSTD_error_checksum_wrong
         -ZSTD_error_literals_headerWrong -ZSTD_error_dictionary_corrupted -ZSTD_error_dictionary_wrong
         -ZSTD_error_dictionaryCreation_failed -ZSTD_error_parameter_unsupported -ZSTD_error_parameter_combination_unsupported
         -ZSTD_error_parameter_outOfBound -ZSTD_error_tableLog_tooLarge -ZSTD_error_maxSymbolValue_tooLarge
         -ZSTD_error_maxSymbolValue_tooSmall -ZSTD_error_stabilityCondition_notRespected -ZSTD_error_stage_wrong -ZSTD_error_init_missing
         -ZSTD_error_memory_allocation -ZSTD_error_workSpace_tooSmall -ZSTD_error_dstSize_tooSmall -ZSTD_error_srcSize_wrong
         -ZSTD_error_dstBuffer_null -ZSTD_error_noForwardProgress_destFull -ZSTD_error_noForwardProgress_inputEmpty
        crypto: argon2/3 argon2Sync/2 checkPrime/1 checkPrimeSync/1 createCipheriv/4 createDecipheriv/4 createDiffieHellman/4
         createDiffieHellmanGroup/1 createECDH/1 createHash/2 createHmac/3 createPrivateKey/1 createPublicKey/1 createSecretKey/2
         createSign/2 createVerify/2 diffieHellman/2 generatePrime/3 generatePrimeSync/1 getCiphers=/0 getCipherInfo/2 getCurves=/0
         getDiffieHellman=createDiffieHellmanGroup/1 getHashes=/0 hkdf/6 hkdfSync/5 pbkdf2/6 pbkdf2Sync/5 generateKeyPair/3
         generateKeyPairSync/2 generateKey/3 generateKeySync/2 privateDecrypt=/2 privateEncrypt=/2 publicDecrypt=/2 publicEncrypt=/2
         randomBytes/2 randomFill/4 randomFillSync/1 randomInt/3 randomUUID/1 randomUUIDv7/1 scrypt/4 scryptSync/3 sign=signOneShot/4
         setEngine/2 timingSafeEqual=/0 getFips/0 setFips/1 verify=verifyOneShot/5 hash/3 encapsulate/2 decapsulate/3 Certificate/0
         Cipheriv/4 Decipheriv/4 DiffieHellman/4 DiffieHellmanGroup/1 ECDH/1 Hash=deprecated/2 Hmac=deprecated/3 KeyObject/2 Sign/2 Verify/2
         X509Certificate/1 secureHeapUsed/0 -fips constants webcrypto subtle getRandomValues -prng -pseudoRandomBytes -rng
        string_decoder: StringDecoder/1
        perf_hooks: Performance/0 PerformanceEntry/0 PerformanceMark/1 PerformanceMeasure/0 PerformanceObserver/1
         PerformanceObserverEntryList/0 PerformanceResourceTiming/0 monitorEventLoopDelay/0 eventLoopUtilization/2 timerify/1
         createHistogram/0 performance constants
        async_hooks: AsyncLocalStorage createHook/1 executionAsyncId/0 triggerAsyncId/0 executionAsyncResource/0 asyncWrapProviders
         AsyncResource/1
        worker_threads: isInternalThread isMainThread MessagePort/0 MessageChannel/0 markAsUncloneable/1 markAsUntransferable/1
         isMarkedAsUntransferable/1 moveMessagePortToContext/0 receiveMessageOnPort/1 resourceLimits postMessageToThread/4 threadId
         threadName SHARE_ENV Worker/1 parentPort workerData BroadcastChannel/1 setEnvironmentData/2 getEnvironmentData/1 locks
        child_process: _forkChild/2 ChildProcess/0 exec/3 execFile/4 execFileSync/3 execSync/2 fork/1 spawn/3 spawnSync/3
        http: _connectionListener=connectionListener/1 METHODS STATUS_CODES Agent/1 ClientRequest/3 IncomingMessage/1 OutgoingMessage/1
         Server/2 ServerResponse/2 createServer/2 validateHeaderName/0 validateHeaderValue/0 get/3 request/3 setMaxIdleHTTPParsers/1
         setGlobalProxyFromEnv/0 maxHeaderSize globalAgent WebSocket CloseEvent MessageEvent
        https: Agent/1 globalAgent Server/2 createServer/2 get/3 request/0
        net: _createServerHandle=createServerHandle/5 _normalizeArgs=normalizeArgs/1 BlockList SocketAddress BoundSocket/0 connect/0
         createConnection=connect/0 createServer/2 isIP/1 isIPv4/1 isIPv6/1 Server/2 Socket/1 Stream=Socket/1 getDefaultAutoSelectFamily/0
         setDefaultAutoSelectFamily/1 getDefaultAutoSelectFamilyAttemptTimeout/0 setDefaultAutoSelectFamilyAttemptTimeout/1
        tty: isatty/1 ReadStream/2 WriteStream/1
        vm: Script/1 createContext/0 createScript/2 runInContext/3 runInNewContext/3 runInThisContext/2 isContext/1 compileFunction/2
         measureMemory/0 constants
        v8: cachedDataVersionTag/0 getHeapSnapshot/1 getHeapStatistics/0 getHeapSpaceStatistics/0 getHeapCodeStatistics/0
         getCppHeapStatistics/0 setFlagsFromString/1 Serializer/0 Deserializer/1 DefaultSerializer/0 DefaultDeserializer/0 deserialize/1
         takeCoverage/0 stopCoverage/0 serialize/1 writeHeapSnapshot/2 promiseHooks queryObjects/1 startupSnapshot
         setHeapSnapshotNearHeapLimit/1 GCProfiler/0 isStringOneByteRepresentation/1 startCpuProfile/0
        readline: Interface/4 clearLine/3 clearScreenDown/2 createInterface/4 cursorTo/4 emitKeypressEvents/1 moveCursor/4 promises
        dns: lookup/3 lookupService/3 Resolver/0 getDefaultResultOrder/0 setDefaultResultOrder/1 setServers=defaultResolverSetServers/1
         ADDRCONFIG ALL V4MAPPED NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT EOF
         FILE NOMEM DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED
         getServers=bound+getServers/0 resolve=bound+resolve/3 resolve4=bound+queryA/2 resolve6=bound+queryAaaa/2
         resolveAny=bound+queryAny/2 resolveCaa=bound+queryCaa/2 resolveCname=bound+queryCname/2 resolveMx=bound+queryMx/2
         resolveNaptr=bound+queryNaptr/2 resolveNs=bound+queryNs/2 resolvePtr=bound+queryPtr/2 resolveSoa=bound+querySoa/2
         resolveSrv=bound+querySrv/2 resolveTlsa=bound+queryTlsa/2 resolveTxt=bound+queryTxt/2 reverse=bound+getHostByAddr/2 promises
        punycode: version ucs2 decode/1 encode/1 toASCII/1 toUnicode/1
        timers/promises: setTimeout/2 setImmediate/1 setInterval/2 scheduler
        fs/promises: access/1 copyFile/3 cp/3 glob/2 open/3 opendir/3 rename/2 truncate/1 rm/2 rmdir/2 mkdir/2 readdir/2 readlink/2
         symlink/3 lstat/1 stat/1 statfs/1 link/2 unlink/1 chmod/2 lchmod/2 lchown/3 chown/3 utimes/3 lutimes/3 realpath/2 mkdtemp/2
         mkdtempDisposable/2 writeFile/3 appendFile/3 readFile/2 watch=_watch/1 constants
        path/posix: resolve/0 normalize/1 isAbsolute/1 join/0 relative/2 toNamespacedPath/1 dirname/1 basename/2 extname/1
         format=bound+_format/1 parse/1 matchesGlob/2 sep delimiter win32 posix _makeLong=toNamespacedPath/1
        stream/promises: finished/2 pipeline/0
        diagnostics_channel: channel/1 hasSubscribers/1 subscribe/2 tracingChannel/1 unsubscribe/2 Channel/1
        """
}
