# Every target is a few commands a person could type. `make` alone prints the list.

SHELL := bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Passed to the program: make demo ARGS='-e "show databases"'
ARGS ?=
PREFIX ?= /usr/local

# Warnings stop the build with the oldest Swift we support; a newer one may know new warnings, which should stop nobody.
STRICT = $(if $(findstring Swift version 6.0,$(shell swift --version 2>/dev/null)),-Xswiftc -warnings-as-errors)
# Regular expressions are imported into every file unasked, and linked once one file uses them: over a megabyte and slower to start.
LEAN = -Xswiftc -Xfrontend -Xswiftc -disable-implicit-string-processing-module-import
# The same for every debug build, so that demo, test and live share one.
BUILD_FLAGS ?= $(STRICT) $(LEAN)
# Set by Scripts/check.sh: the check takes some seconds.
IMPORT_CHECK ?=
# No library is looked for beside the program, and all symbols are bound at the start, after which their table is read-only.
HARDENED = --disable-local-rpath -Xswiftc -no-toolchain-stdlib-rpath -Xlinker -z -Xlinker now
# What the program exports is called by nobody. LLVM's linker, where the toolchain has it, also folds equal functions and packs
# relocations, which glibc reads from 2.36 on: together a seventh of the program.
LLD = $(wildcard $(dir $(shell readlink -f "$$(command -v swift)" 2>/dev/null))ld.lld)
PACKED = $(shell getconf GNU_LIBC_VERSION 2>/dev/null \
	| awk '{ split($$2, v, "."); if (v[1] > 2 || v[2] >= 36) print "-Xlinker -z -Xlinker pack-relative-relocs" }')
SMALL = -Xlinker --no-export-dynamic $(if $(LLD),-Xswiftc -use-ld=lld -Xlinker --icf=all $(PACKED))
RELEASE_FLAGS = -c release --static-swift-stdlib -Xlinker -s $(SMALL) $(HARDENED) $(LEAN)

DEBUG_SHELL = .build/debug/iotdb-shell
DEMO_STAMP = .build/demo-is-built
RELEASE_SHELL = .build/release/iotdb-shell

.PHONY: help bootstrap build demo test live live-server release install bench format lint man check clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1: \2/p' Makefile

bootstrap: ## installs what is missing: Swift, libedit, OpenSSL
	@Scripts/bootstrap.sh

# A debug build: on a fresh machine it is there in half the time of a release build. Started again, it builds nothing.
demo: $(DEMO_STAMP) ## the shell with a demo server and sample data inside; ARGS='-e "show databases"'
	@$(DEBUG_SHELL) --demo $(ARGS)

$(DEMO_STAMP): Package.swift $(shell find Sources) | bootstrap
	@swift build --product iotdb-shell $(BUILD_FLAGS) </dev/null >&2
	@touch $@

build: bootstrap ## everything, with its tests
	swift build --build-tests $(BUILD_FLAGS) $(IMPORT_CHECK)

test: build ## all tests that need no server
	swift test --skip-build --disable-xctest --no-parallel --skip LiveTests $(ARGS)

live: build ## the tests against a real Apache IoTDB (Java 17 and Maven), fetched, started and stopped
	Scripts/live.sh $(ARGS)

live-server: ## a real Apache IoTDB on 127.0.0.1:16667, left running; stop: Scripts/live-server.sh stop-all
	@Scripts/live-server.sh start single

release: bootstrap ## the program as it is shipped: optimised, stripped, Swift's runtime inside
	swift build $(RELEASE_FLAGS) --product iotdb-shell
	@Scripts/hardened.sh $(RELEASE_SHELL)
	@ls -l $(RELEASE_SHELL)
	@ldd $(RELEASE_SHELL)

install: release ## into PREFIX (/usr/local), with the man page
	install -D -m 755 $(RELEASE_SHELL) $(DESTDIR)$(PREFIX)/bin/iotdb-shell
	install -D -m 644 man/iotdb-shell.1 $(DESTDIR)$(PREFIX)/share/man/man1/iotdb-shell.1

bench: bootstrap ## the benchmarks, each against a yardstick of the same run
	swift build $(RELEASE_FLAGS) --product iotdb-bench
	.build/release/iotdb-bench $(ARGS)

format: ## lays out all Swift sources
	Scripts/format.sh

lint: ## says where the layout or a rule is broken
	Scripts/format.sh --check

man: bootstrap ## writes man/iotdb-shell.1 from the program's own tables
	swift build --product iotdb-shell $(BUILD_FLAGS)
	Scripts/man.sh

check: ## all that CI asks for
	Scripts/check.sh

clean: ## removes everything that was built
	rm -rf .build .build-*
