# make run    builds the release and runs the example pipeline on Examples/texts
# make test   builds everything and runs the tests
# make check  the longer checks: tests and benchmark of the release build
# make lint   the style of the sources
# make test-bindings, install, wheel: see Bindings/bindings.mk
#
# Each works on a fresh Debian 12 or Ubuntu with Swift: what is missing is installed first.

SWIFT ?= swift
# One executable without the Swift libraries; it starts faster, too.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
SAMPLES := $(wildcard ../shared/data/samples/*.txt)
BENCH_TEXT ?= $(if $(SAMPLES),$(SAMPLES),$(wildcard Examples/texts/*.txt))
# On these the word boundaries are compared with ICU's.
BREAK_TEXTS ?= $(wildcard ../shared/data/text/*.txt.gz ../shared/data/ud/*.conllu)

.PHONY: run test check lint release setup

run: setup
	$(SWIFT) build -c release $(STATIC) --product example-pipeline
	"$$($(SWIFT) build -c release --show-bin-path)/example-pipeline" $(wildcard Examples/texts/*.txt)

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

release: setup
	$(SWIFT) build -c release $(STATIC) --product vaglio

# The tests that read ../shared run in `make test` too, where it is present.
check: test release
	@mkdir -p .build
	cat $(BENCH_TEXT) > .build/bench.txt
	"$$($(SWIFT) build -c release --show-bin-path)/vaglio" bench .build/bench.txt
	"$$($(SWIFT) build -c release --show-bin-path)/vaglio" bench --compare .build/bench.txt
	"$$($(SWIFT) build -c release --show-bin-path)/vaglio" evaluate breaks --code-points --random 10000000 $(BREAK_TEXTS)
	"$$($(SWIFT) build -c release --show-bin-path)/vaglio" evaluate cleaning --random 10000000
	$(SWIFT) build -c release $(STATIC) --product count-allocations
	"$$($(SWIFT) build -c release --show-bin-path)/count-allocations"

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Examples Benchmarks Package.swift

# ICU's headers, and pkg-config, by which the package finds them.
setup:
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.3 or later is needed: https://www.swift.org/install" >&2; exit 1; }
	@if pkg-config --exists icu-uc 2>/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "pkg-config and the headers of ICU (icu-uc) are needed" >&2; exit 1; \
	fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=env; else as_root="sudo env"; fi; \
	$$as_root DEBIAN_FRONTEND=noninteractive apt-get update && \
	$$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends pkg-config libicu-dev

include Bindings/bindings.mk
