# Repatria's few commands. Everything they make lies in .venv and var/; `make clean` takes the latter's caches away.

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
CACHE := var/cache
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
export RUFF_CACHE_DIR := $(CACHE)/ruff
export MYPY_CACHE_DIR := $(CACHE)/mypy
# Hundreds of processes read the same sources: what Python makes of them is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-whole test-postgres test-batch check bench lock clean

help: ## what can be made (this list)
	@echo "Repatria: make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1@\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS=@ read -r name text; do printf '  %-15s %s\n' $$name "$$text"; done

setup: $(VENV)/.compiled ## .venv with the `repatria` command, and its inner loops compiled

demo: $(VENV)/.runs ## the demonstration under var/demo; make demo ARGS="--persons 2000"
	@REPATRIA_ENDS_WITH_PARENT=1 exec $(BIN)/repatria demo --data var/demo $(ARGS)

# On every core, each with a database of its own; what runs together and what comes first: tests/conftest.py.
SHARED := -n auto --maxprocesses=8 --dist loadscope --no-loadscope-reorder

# Where nothing is compiled yet, every process would compile what it meets; this does it while browsers are waited for.
COMPILING_BESIDE = test -e $(VENV)/.compiled || \
	{ nice $(BIN)/python tools/compile_ahead.py && touch $(VENV)/.compiled; } >/dev/null 2>&1 &

# Linking in batch has its own target, whose libraries are not installed here.
test: $(VENV)/.tests ## every suite but the slow ones, with browser journeys; make test ARGS=tests/law
	@tools/install_chromium.sh || true
	@$(COMPILING_BESIDE)
	tools/in_memory.sh $(if $(filter-out -%,$(ARGS)),,tools/browsers_beside.sh) \
		$(BIN)/pytest $(SHARED) -m "not slow and not whole" --ignore tests/batch $(ARGS)

# Files in which something bears one of these marks: no other need be read.
MARKED = $(filter-out tests/batch/%,$(shell grep -rlE "mark\.(whole|slow)" tests --include "test_*.py"))

test-whole: $(VENV)/.tests ## suites that are slow by nature: whole houses as processes, an old store page by page
	tools/in_memory.sh $(BIN)/pytest $(SHARED) -m "$(or $(MARKS),whole)" $(or $(ARGS),$(MARKED))

# Suites that open no store say the same on every database, and so do pages as they are written; the houses of
# tests/config are SQLite's whatever the database of the tests, but for these two files.
HOUSES := $(filter-out %/test_backup_under_load.py %/test_terminal.py,$(wildcard tests/config/test_*.py))
STORELESS := tests/core tests/law tests/bench tests/batch tests/docs tests/architecture tests/doors/files tests/adapters \
	tests/doors/desk/test_pages.py tests/doors/desk/test_texts.py $(HOUSES)

test-postgres: $(VENV)/.tests ## what touches a store on a throw-away PostgreSQL, installed where missing; no browser
	tools/in_memory.sh tools/with_postgres.sh $(BIN)/pytest $(SHARED) -m "$(or $(MARKS),not slow and not browser)" $(addprefix --ignore ,$(STORELESS)) $(ARGS)

test-batch: $(VENV)/.batch ## linking in batch on DuckDB and on a real local Spark; installs both
	$(BIN)/pytest tests/batch $(ARGS)

check: $(VENV)/.tests ## format, lint, types, import contracts, templates, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --cache-dir $(CACHE)/imports
	$(BIN)/djlint src --lint --quiet
	$(BIN)/codespell

bench: $(VENV)/.tests ## our figures beside other tools'; make bench ARGS="--persons 100000 --seconds 120"
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.linkage $(ARGS)

# The lock files hold versions and hashes for every platform, and no registry's address. After a change of run.in or
# dev.in: make lock. To move to newer versions: make lock ARGS=--upgrade. Then make test, and commit both files.
lock: ## write requirements/*.lock again from requirements/*.in
	@test -x var/lock/bin/uv || { $(PYTHON) -m venv var/lock && var/lock/bin/pip install --quiet uv; }
	for name in run dev batch; do \
		(cd requirements && ../var/lock/bin/uv pip compile $$name.in --output-file $$name.lock --universal \
			--python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet $(ARGS)) || exit 1; \
	done

clean: ## caches, test folders and .venv; what lies under var/ otherwise stays
	rm -rf $(VENV) $(CACHE) var/lock .hypothesis .mypy_cache .ruff_cache .import_linter_cache .pytest_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than what it was made from, or it is made again; half a .venv is never taken for a whole one.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$($(PYTHON) --version) is too old: Repatria needs 3.11 or newer."; \
		echo "Name a newer one: make setup PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) lacks venv. Install it, then run this again:"; \
		echo "  Debian, Ubuntu:  apt-get install python3-venv"; \
		echo "  others:          the package that holds Python's venv and ensurepip"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runs: $(VENV)/.made requirements/run.lock pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements/run.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Compiling ahead only saves waiting: where it fails, every command compiles what it needs.
$(VENV)/.compiled: $(VENV)/.runs
	@$(BIN)/python tools/compile_ahead.py || echo "not compiled ahead: the first answers will take longer"
	@touch $@

$(VENV)/.tests: $(VENV)/.runs requirements/dev.lock
	$(PIP) install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

$(VENV)/.batch: $(VENV)/.tests requirements/batch.lock
	$(PIP) install --quiet --require-hashes -r requirements/batch.lock
	@touch $@
