# Each target does all its own set-up. Stamp files under .venv make a second run quick.
#   make app      the atlas on http://localhost:8501
#   make test     everything that is checked
#   make install  .venv/bin/plusn
#   make lint     the checks that need no running: ruff, mypy, import contracts
#   make bench    the benchmarks, side by side with their peers
#   make lock     the lock files anew (needs uv)

SHELL := /bin/sh
# Two things at a time: the checks that need no running go beside the making of the layers.
MAKEFLAGS += --jobs=2
BIN := .venv/bin
PORT ?= 8501
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Three workers on two cores: tests of a page spend a quarter of their time waiting for a browser.
# A file stays with one worker, and so do its servers.
WORKERS ?= 3

.PHONY: app install test lint bench lock boundaries machine
.DELETE_ON_ERROR:

install: .venv/.installed
	@echo "Ready: $(BIN)/plusn --help"

app: .venv/.installed boundaries
	$(BIN)/python -m plusn.stock
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

test: lint machine boundaries
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: .venv/.installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.installed-bench boundaries
	$(BIN)/python -m benchmarks

# One process derives the layers before anything reads them, with a progress bar.
boundaries: .venv/.installed
	$(BIN)/plusn boundaries build

# A browser and a Chinese font: installed where that is allowed, else named.
machine: .venv/.installed-test
	@$(BIN)/python tests/machine.py

.venv/.python:
	@found=; \
	for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "PlusN needs Python 3.11 or later; install it and run make again." >&2; exit 1; fi; \
	if ! $$found -c 'import ensurepip' 2>/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -qq -y --no-install-recommends python3-venv; \
	fi; \
	if ! $$found -c 'import ensurepip' 2>/dev/null; then \
	  echo "This Python cannot make environments; install its venv part (Debian: apt install python3-venv) and run make again." >&2; exit 1; \
	fi; \
	rm -rf .venv && $$found -m venv .venv && touch $@

.venv/.installed: requirements.lock pyproject.toml | .venv/.python
	@echo "Installing PlusN into .venv (once) ..."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-test: requirements-test.lock .venv/.installed
	@echo "Installing what the tests need (once) ..."
	$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

.venv/.installed-bench: requirements-bench.lock .venv/.installed-test
	@echo "Installing the peers of the benchmarks (once) ..."
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --extra build
lock:
	$(LOCK) --extra fast --output-file requirements.lock
	$(LOCK) --extra fast --extra dask --extra postgis --extra test --constraint requirements.lock --output-file requirements-test.lock
	$(LOCK) --extra fast --extra dask --extra postgis --extra test --extra bench --constraint requirements-test.lock --output-file requirements-bench.lock
