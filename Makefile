# Everything a developer types. `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
DATA ?= data
SOURCES ?= auto
SECONDS ?= 60
VENV := .venv
BIN := $(VENV)/bin
# no colour codes, no "running as root" warning, no look for a newer pip, nothing asked
PIP := PIP_ROOT_USER_ACTION=ignore $(BIN)/python -m pip --disable-pip-version-check --no-input
# a dot for each package instead of a page of words; errors still show whole
DOTS := awk '/^Collecting/ { printf "."; fflush() } END { print "" }'
TYPED := services shared deploy tests
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python

.PHONY: help run test fuzz lint format bench clean lock openapi

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: $(VENV)/.run-ready ## Start everything on one machine: make run [PORT=8000] [DATA=data] [SOURCES=auto|real|samples|DIR]
	@exec $(BIN)/acquaint up --port "$(PORT)" --data "$(DATA)" --sources "$(SOURCES)"

test: $(VENV)/.dev-ready ## Run all tests
	@# the processes that tests start would each compile all our code where nothing compiled may be kept
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n 2 --dist worksteal $(ARGS)

fuzz: $(VENV)/.dev-ready ## Fuzz every feed adapter with atheris: make fuzz [SECONDS=60] for each
	@$(PIP) install --quiet --require-hashes --progress-bar off -r requirements-fuzz.txt
	@$(BIN)/python -m tests.fuzz.run "$(SECONDS)"

lint: $(VENV)/.dev-ready ## Check style, types, import rules, dead code and the OpenAPI snapshots
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@# workers that a busy machine does not start within mypy's three seconds end it with 2: then without them
	@$(BIN)/mypy -n auto $(TYPED) || { [ $$? = 2 ] && $(BIN)/mypy $(TYPED); }
	@$(BIN)/lint-imports
	@$(BIN)/vulture
	@$(BIN)/acquaint openapi --check

format: $(VENV)/.dev-ready ## Lay the code out
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only .

bench: $(VENV)/.run-ready ## Measure what reading costs, beside its floor, and how polite the poller is
	@$(BIN)/acquaint bench ingest
	@$(BIN)/acquaint bench politeness

openapi: $(VENV)/.run-ready ## Write docs/openapi/*.json from the code
	@$(BIN)/acquaint openapi

lock: $(VENV)/.dev-ready ## Write requirements*.txt from requirements*.in (needs uv); ARGS=--upgrade takes the newest of all
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install uv"; exit 1; }
	@for name in requirements requirements-dev requirements-fuzz; do \
	  uv pip compile $(ARGS) --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header "$$name.in" -o "$$name.txt"; done

clean: ## Remove what was made here: .venv, data, caches
	@if [ -e "$(DATA)/.starting" ] && [ -x $(BIN)/acquaint ]; then $(BIN)/acquaint stop --data "$(DATA)"; fi
	@rm -rf $(VENV) tests/npm/node_modules build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@if [ -e "$(DATA)/.starting" ]; then rm -rf "$(DATA)"; fi
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@for python in $(PYTHONS); do \
	  if command -v $$python >/dev/null && \
	     $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version)"; \
	    $$python -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
	      echo "$$python cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv)."; \
	      exit 1; }; \
	    exit 0; fi; done; \
	echo "Acquaint needs Python 3.11 or newer; none of these is: $(PYTHONS). Install one and try again."; exit 1

# one stamp for what runs and one for what tests: changing a requirements file installs again
$(VENV)/.run-ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Acquaint needs (once, about a minute)"
	@$(PIP) install --require-hashes --progress-bar off -r requirements.txt | $(DOTS)
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev-ready: requirements-dev.txt tests/npm/package-lock.json $(VENV)/.run-ready
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes --progress-bar off -r requirements-dev.txt | $(DOTS)
	@if command -v npm >/dev/null; then npm ci --prefix tests/npm --silent --no-audit --no-fund || \
	  echo "ical.js and axe could not be fetched; the tests that use them skip."; fi
	@touch $@
