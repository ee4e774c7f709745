# `make demo` shows it, `make test` proves it. Both need only Python 3.11 or newer, make and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BARE := build/bare

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types pyright fast docs gallery bench bench-full wheel lock pin train engine clean

help:
	@echo 'make demo    build the graph of examples/, print what recurs, write demo/graph.html and demo/ledger.xlsx'
	@echo 'make test    the whole test-suite'
	@echo 'make check   lint, types, import rules and the fast tests, before every commit'
	@echo 'make docs    write anew what docs/ takes from the program, check every link, and build the site in build/docs'
	@echo 'make gallery picture each view, page, ledger, report and plot of the examples in docs/images'
	@echo 'make bench   what reading, building and linking cost, each beside its peers; make bench-full: up to 100,000 documents'
	@echo 'make wheel   build the wheel and use it in an environment of its own'
	@echo 'make lock    renew constraints.txt'
	@echo 'make pin     raise the pinned quality on the gold to what it is now'
	@echo 'make train   learn the problem types anew from their statements, and measure them'
	@echo 'make engine  renew the engine that goes into pages (`xuntu view --offline-sparql`)'
	@echo 'make clean   remove what was built, except $(VENV)'

demo: $(VENV)/.runtime
	@mkdir -p demo
	@$(BIN)/xuntu build examples/documents -o demo/xuntu.store
	@$(BIN)/xuntu recur demo/xuntu.store
	@$(BIN)/xuntu view demo/xuntu.store -o demo/graph.html
	@$(BIN)/xuntu ledger demo/xuntu.store -o demo/ledger.xlsx
	@echo
	@echo '图谱 demo/xuntu.store · 图 demo/graph.html（用浏览器打开，不联网）· 台账 demo/ledger.xlsx'
	@echo '接着可以试：'
	@echo '  $(BIN)/xuntu query demo/xuntu.store --list          有哪些现成的问题'
	@echo '  $(BIN)/xuntu check demo/xuntu.store                 自报数与读出数是否一致'
	@echo '  $(BIN)/xuntu build 你的文件夹/ -o 我的.store          读自己的文件'

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev
	@$(MAKE) --no-print-directory --jobs 3 lint types pyright fast
	@echo 'all is well'

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

pyright: $(VENV)/.dev
	$(BIN)/pyright

fast: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m 'not slow'

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/build_site.py
	@echo 'build/docs/index.html'

gallery: $(VENV)/.dev
	$(BIN)/python docs/gallery.py

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

bench-full: $(VENV)/.bench
	$(BIN)/python -m benchmarks --full

wheel:
	@rm -rf dist $(BARE)
	$(PYTHON) -m venv $(BARE)
	$(BARE)/bin/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(BARE)/bin/python -m pip install --quiet --constraint constraints.txt dist/xuntu-*.whl
	cd $(BARE) && bin/xuntu --version
	cd $(BARE) && bin/xuntu build ../../examples/documents -o xuntu.store
	cd $(BARE) && bin/xuntu recur xuntu.store > /dev/null

lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip
	build/lock/bin/python -m pip install --quiet --editable . --group dev
	build/lock/bin/python -m pip freeze --exclude-editable --exclude pip --exclude setuptools > constraints.txt

pin: $(VENV)/.dev
	$(BIN)/python -m tests.evaluation.pin

train: $(VENV)/.dev
	$(BIN)/python -m xuntu.extractors.types.train
	$(BIN)/python -m tests.evaluation.types

engine: $(VENV)/.dev
	mkdir -p build
	npm pack --silent --pack-destination build oxigraph
	$(BIN)/python -m xuntu.graph.offline.vendor $$(ls -t build/oxigraph-*.tgz | head -1)

clean:
	rm -rf demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.runtime: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "xuntu needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Installing into $(VENV) (about a minute the first time) ...' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev
	@touch $@

# what the benchmarks stand beside; where one of them cannot be had, its line is left out
$(VENV)/.bench: $(VENV)/.dev
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group bench
	@touch $@
