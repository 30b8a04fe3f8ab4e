# Two commands do everything: `make demo` shows the main job, `make check` passes every check.
# Both make their own virtual environment from the lock file; nothing is installed by hand.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo check format lint types contracts test docs golden lock clean

help: ## What can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml requirements/lock.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("okrctl needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation --editable .
	@touch $(READY)

.venv: $(READY) ## The virtual environment, from the lock file

demo: $(READY) ## The main job on the example workspace
	@$(BIN)/python examples/demo.py

check: format lint types contracts test docs ## Every check: format, lint, types, import contracts, tests, docs

format: $(READY) ## Formatting (checks only)
	$(BIN)/ruff format --check .

lint: $(READY) ## Code lint
	$(BIN)/ruff check .

types: $(READY) ## Types
	$(BIN)/mypy

contracts: $(READY) ## Import contracts
	$(BIN)/lint-imports

test: $(READY) ## The test suite
	$(BIN)/python -m pytest -n auto

docs: $(READY) ## Generated pages are up to date
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/wording.py --check
	$(BIN)/python docs/cases.py --check

golden: $(READY) ## Rewrite golden pages and generated docs; review reads the diff
	$(BIN)/python -m pytest -n auto --snapshot-update
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/wording.py
	$(BIN)/python docs/cases.py

lock: ## Renew the lock file (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group dev -o requirements/lock.txt

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
