# The habits of the house. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Set to do something else: make run SCENARIO=… , make test FILTER=…
SCENARIO ?= Scenarios/hello/siblings.yaml
PICTURES ?= $(if $(filter Scenarios/hello/%,$(SCENARIO)),Output/hello,Output)
FILTER ?=
# make record ENGINE=deno : node, deno, chromium, firefox, or the path of one.
ENGINE ?= node
BUNDLER ?= rollup
RECORDED := Tests/VerificationTests/Recorded
# make fuzz TIME=60 : seconds, all targets together; JOBS processes at once, SEED for the same inputs again.
TIME ?= 60
JOBS ?=
SEED ?=
TEST262 ?=
# make install PREFIX=$HOME/.local : DESTDIR stands for / where a package is made.
PREFIX ?= /usr/local
DESTDIR ?=
DIST ?= dist
# make check-dist ROOT=folder : a clean Debian is made there, and the packages are tried in it.
ROOT ?=
LIST ?= Tests/ConformanceTests/test262-core.txt
SWIFT ?= swift
NODE ?= node

# The Swift runtime goes into the program where the toolchain brings it as static libraries (on Linux it does): tla-sim then
# starts in half the time, and runs where no Swift is installed. lld, since the older linkers warn of Foundation's own code.
STATIC_LIBRARIES := $(shell ls -d "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/../lib/swift_static/linux" 2>/dev/null)
# Of Yams only its libyaml is used. Whoever begins to use the rest is told by the linker. And no path of this machine goes into the program.
# The package of big integers imports Foundation, which makes its overloads of `contains` and their like those of our own code too.
UNUSED := -Xlinker '--remap-inputs=*/Yams.build/*=/dev/null'
WITHOUT_PATHS := -Xcc -ffile-prefix-map=$(CURDIR)/= -Xlinker --build-id=none
RELEASE := --configuration release --product tla-sim \
	$(if $(STATIC_LIBRARIES),--static-swift-stdlib -Xswiftc -use-ld=lld $(UNUSED) $(WITHOUT_PATHS))
PROGRAM = "$$($(SWIFT) build --configuration release --show-bin-path)/tla-sim"

FORMATTED := Sources Tests Package.swift
TEST_ARGUMENTS := $(if $(FILTER),--filter $(FILTER),)

.PHONY: help run install uninstall dist check-dist test test-release test262 check lint strict bench bench-pictures bench-play check-page build-times unicode-tables fuzz valgrind gallery record engines bundlers record-bundler format system-libraries

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Not optimised: that takes a fifth of the time to build, draws the same pictures, and is half of what `make test` needs.
run: system-libraries ## build, run the standard scenario, draw its pictures
	@$(SWIFT) build --product tla-sim
	@echo
	@"$$($(SWIFT) build --show-bin-path)/tla-sim" run "$(SCENARIO)" -o "$(PICTURES)"

install: system-libraries ## build and install; PREFIX=/usr/local
	@$(SWIFT) build $(RELEASE)
	@Packaging/install.sh $(PROGRAM) "$(DESTDIR)$(PREFIX)"

uninstall: ## take away what install put below PREFIX
	@Packaging/install.sh --remove "$(DESTDIR)$(PREFIX)"

dist: system-libraries ## make packages for machines without Swift, in dist/
	@$(SWIFT) build $(RELEASE)
	@Packaging/dist.sh $(PROGRAM) "$(DIST)"

check-dist: ## look into the packages; ROOT=folder tries them in a clean Debian
	@Tests/Packaging/check.sh $(PROGRAM) "$(DIST)"
	@$(if $(ROOT),Tests/Packaging/try.sh "$(DIST)" "$(ROOT)")

test: system-libraries ## run every test (debug); FILTER=name for some
	$(SWIFT) test $(TEST_ARGUMENTS)

test-release: system-libraries ## run every test on the optimised build
	$(SWIFT) test --configuration release -Xswiftc -enable-testing --scratch-path .build-release $(TEST_ARGUMENTS)

test262: system-libraries ## run the order tests of a test262 checkout: make test262 TEST262=path
	@if [ -z "$(TEST262)" ]; then \
		echo "Say where a checkout of test262 is: make test262 TEST262=path" >&2; \
		echo "Get one with: git clone --depth 1 https://github.com/tc39/test262" >&2; exit 1; fi
	@$(SWIFT) build $(RELEASE)
	@$(PROGRAM) test262 "$(TEST262)" --list "$(LIST)"

check: lint strict test ## what a change must pass: format, no warnings, tests

lint: ## check the format
	$(SWIFT) format lint --strict --recursive $(FORMATTED)

# Warnings are errors in our own code only: SwiftPM silences those of dependencies. A scratch path of its own keeps the
# ordinary build from being thrown away by the other flags.
strict: system-libraries ## build everything with warnings as errors
	$(SWIFT) build --build-tests --scratch-path .build-check -Xswiftc -warnings-as-errors

bench: system-libraries ## time tla-sim against node, bun and deno, in turns, and models of bundlers against the tools
	@$(SWIFT) build $(RELEASE)
	@Tests/Benchmarks/compare-with-node.sh $(PROGRAM)
	@Tests/Benchmarks/plain-code.sh $(PROGRAM)
	@Tests/Benchmarks/bundlers.sh $(PROGRAM)

bench-pictures: system-libraries ## time the pictures: from a trace to SVG, in one process
	@$(SWIFT) build --configuration release --product picture-benchmark
	@"$$($(SWIFT) build --configuration release --show-bin-path)/picture-benchmark"

bench-play: system-libraries ## time the page of a run of 20,000 steps in Chromium
	@$(SWIFT) build $(RELEASE)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PROGRAM) play Tests/Browser/many-steps.mjs -o "$$folder/page.html" && \
		$(NODE) Tests/Browser/play-benchmark.mjs "$$(command -v chromium || command -v google-chrome)" "$$folder/page.html"

check-page: ## check the types of the page's own code, by tsc
	tsc --noEmit --allowJs --checkJs --strict --target esnext --lib esnext,dom,dom.iterable Sources/Player/Page/*.js

# What \p{…} and the flag i know comes from ICU as Node.js brings it. The tables are committed: a newer Unicode is a newer Node.js and this.
unicode-tables: ## write the tables of Unicode anew, by the installed node; NODE=path for another
	@$(NODE) Tools/unicode-tables.mjs
	@$(NODE) Tools/normal-forms.mjs
	@$(NODE) Tools/locales.mjs

build-times: system-libraries ## time the builds that people wait for; WHAT="run touch test" for some
	@Tests/Benchmarks/build-times.sh $(WHAT)

# libFuzzer comes with Swift's toolchains for Linux; where it is missing, our own mutations do without. Assertions are compiled in. gold
# cannot link the result, lld can.
fuzz: system-libraries ## give every target inputs that nobody wrote, for TIME=60 seconds in all
	@probe=$$(mktemp -d); trap 'rm -rf "$$probe"' EXIT; flags=""; \
	echo '@_cdecl("LLVMFuzzerTestOneInput") public func test(_: UnsafePointer<UInt8>, _: Int) -> CInt { 0 }' > "$$probe/probe.swift"; \
	if $(SWIFT)c -parse-as-library -sanitize=fuzzer -use-ld=lld "$$probe/probe.swift" -o "$$probe/probe" >/dev/null 2>&1; then \
		flags="-Xswiftc -sanitize=fuzzer -Xswiftc -DLIBFUZZER -Xswiftc -use-ld=lld"; \
	fi; \
	build="--configuration release --scratch-path .build-fuzz --product tla-sim-fuzz -Xswiftc -assert-config -Xswiftc Debug $$flags"; \
	$(SWIFT) build $$build; \
	"$$($(SWIFT) build $$build --show-bin-path)/tla-sim-fuzz" run --time $(TIME) $(if $(JOBS),--jobs $(JOBS)) $(if $(SEED),--seed $(SEED))

valgrind: system-libraries ## run the standard scenario under valgrind: no invalid access, no leak
	@$(SWIFT) build $(RELEASE)
	@Tests/Valgrind/check.sh $(PROGRAM) "$(SCENARIO)"

gallery: system-libraries ## draw every scenario into Output/
	@$(SWIFT) build $(RELEASE)
	@$(PROGRAM) gallery Scenarios -o Output

record: system-libraries ## run ENGINE (node, deno, chromium, a path) on every scenario and keep what it does
	@$(SWIFT) build $(RELEASE)
	@$(PROGRAM) verify Scenarios --engine "$(ENGINE)" --record $(RECORDED) || test $$? -eq 1

engines: system-libraries ## write docs/engines.md from what is recorded
	@$(SWIFT) build $(RELEASE)
	@$(PROGRAM) verify Scenarios --replay $(RECORDED)/*.jsonl --table docs/engines.md

bundlers: system-libraries ## write docs/bundlers.md from the models, and what is recorded of bundlers
	@$(SWIFT) build $(RELEASE)
	@$(PROGRAM) verify Scenarios/bundlers --replay $(RECORDED)/bundlers/*.jsonl --table docs/bundlers.md

# make record-bundler BUNDLER=rollup : whichever of esbuild, rollup, webpack, bun, rolldown and vite the model stands for, on the PATH.
record-bundler: system-libraries ## bundle every scenario of bundlers with BUNDLER itself, run it on node, and keep what it does
	@$(SWIFT) build $(RELEASE)
	@$(PROGRAM) verify Scenarios/bundlers --bundler "$(BUNDLER)" --real --engine node --record $(RECORDED)/bundlers/ || test $$? -eq 1

format: ## format the sources in place
	$(SWIFT) format --in-place --recursive $(FORMATTED)

# Graphviz and Expat as libraries, and pkg-config with which SwiftPM finds them. Does nothing, and needs no network, when they are there.
system-libraries:
	@if command -v pkg-config >/dev/null && pkg-config --exists libgvc libcgraph expat; then exit 0; fi; \
	if [ "$$(uname)" = Darwin ]; then \
		echo "tla-sim draws with Graphviz and Expat. Install them and pkg-config first: brew install graphviz expat pkg-config" >&2; exit 1; \
	fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "tla-sim draws with Graphviz and Expat. Install the development files of both (libgvc, libcgraph, expat) and pkg-config first." >&2; exit 1; \
	fi; \
	as_root=; if [ "$$(id -u)" -ne 0 ]; then as_root=sudo; fi; \
	echo "Installing libgraphviz-dev, libexpat1-dev and pkg-config with apt-get, to draw the pictures ($${as_root:-as root})"; \
	$$as_root apt-get update -qq; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgraphviz-dev libexpat1-dev pkg-config
