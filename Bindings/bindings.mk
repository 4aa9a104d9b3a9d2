# make c-library     libvaglio.so and libvaglio.a, in .build/bindings/c
# make install       vaglio.h, both libraries, vaglio.pc and the command, under PREFIX (with DESTDIR before it)
# make wheel         the Python wheel, in .build/bindings/wheels
# make test-bindings all that embeds Vaglio, installed and run as its users do
# make figures-bindings  what crossing each border costs, on a quiet machine
#
# Linux. Each does its own set-up under .build; pip fetches what the tests need. `test-bindings` takes 3 minutes after the
# build on two cores, `figures-bindings` 4. Spark needs Java 17 or later: where it is missing, it is installed if this is a Debian and the user is
# root, else the tests of Spark are skipped, with a message. `.ci/run` calls it.

PREFIX ?= /usr/local
PYTHON ?= python3
BINDINGS := .build/bindings
VERSION = $(shell sed -n 's/.*version: StaticString = "\(.*\)"/\1/p' Sources/Vaglio/Pipeline/Release.swift)
HEADER := Sources/CVaglio/include/vaglio.h

.PHONY: c-library install wheel test-bindings figures-bindings prefix

c-library: setup
	$(SWIFT) build -c release $(STATIC) --product VaglioCStatic
	Bindings/c/link.sh "$(SWIFT)c" "$$($(SWIFT) build -c release --show-bin-path)/libVaglioCStatic.a" $(HEADER) \
	  $(BINDINGS)/c $(VERSION)

install: c-library release
	install -d "$(DESTDIR)$(PREFIX)/include" "$(DESTDIR)$(PREFIX)/lib/pkgconfig" "$(DESTDIR)$(PREFIX)/bin"
	install -m 644 $(HEADER) "$(DESTDIR)$(PREFIX)/include"
	install -m 644 $(BINDINGS)/c/libvaglio.a "$(DESTDIR)$(PREFIX)/lib"
	cp -P $(BINDINGS)/c/libvaglio.so* "$(DESTDIR)$(PREFIX)/lib"
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' Bindings/c/vaglio.pc.in \
	  > "$(DESTDIR)$(PREFIX)/lib/pkgconfig/vaglio.pc"
	install "$$($(SWIFT) build -c release --show-bin-path)/vaglio" "$(DESTDIR)$(PREFIX)/bin"

# What makes wheels, apart from what the tests of the wheel see.
$(BINDINGS)/tools: Bindings/requirements-wheel.txt
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null \
	  || { echo "Python 3.9 or later is needed, with venv: apt-get install python3-venv" >&2; exit 1; }
	rm -rf $@
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

wheel: c-library $(BINDINGS)/tools
	Bindings/c/reduce-icu.sh $(abspath $(BINDINGS)/icu)
	Bindings/python/make-wheel.sh $(abspath $(BINDINGS)) $(VERSION)

# The environment that a user would have: the wheel and, apart from it, what the tests need.
test-bindings: prefix
	Bindings/tests/run.sh $(abspath $(BINDINGS)) "$(PYTHON)" -m "not figures"

figures-bindings: prefix
	Bindings/tests/run.sh $(abspath $(BINDINGS)) "$(PYTHON)" -m figures

prefix: wheel release
	@if ! command -v java >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" -eq 0 ]; then \
	  apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends default-jre-headless \
	    || echo "Java could not be installed."; \
	fi
	$(MAKE) --no-print-directory install PREFIX=$(abspath $(BINDINGS)/prefix) DESTDIR=
