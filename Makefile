# Sidelines: `make help` lists the targets. Needs Python 3.11 or newer, make and the package index; nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# An environment that was half made, moved here from another folder or left by a Python since removed is made anew.
ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null)$(shell cat $(VENV)/installed 2>/dev/null),1$(CURDIR))
.PHONY: $(VENV)/installed
endif

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | while IFS='|' read -r name text; do printf '%-12s %s\n' "$$name" "$$text"; done

setup: $(VENV)/installed  ## make .venv and install what running needs

$(VENV)/installed: pyproject.toml constraints.txt
	@tests/tools/find-python $(VENV)
	@echo "Installing ..."
	@$(PY) -m pip install -qq --constraint constraints.txt --editable .
	@echo "$(CURDIR)" > $@

$(VENV)/installed-learning: $(VENV)/installed-dev
	@echo "Installing what learning and measuring need ..."
	@$(PY) -m pip install -qq --constraint constraints.txt --editable '.[dev,learning]'
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing what the tests need ..."
	@$(PY) -m pip install -qq --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: setup  ## prepare the database and serve at http://127.0.0.1:8000 (PORT=... for another)
	@exec $(PY) manage.py serve "$(PORT)"

password: setup  ## set and print a new password for the demo log-in
	@$(PY) manage.py demo_password

test: $(VENV)/installed-dev  ## everything: lint, the suite on SQLite with a browser, and on PostgreSQL where its binaries are
	@tests/tools/run-tests

lint: $(VENV)/installed-dev  ## style, types and the import contracts
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check .
	@$(PY) -m mypy timeline
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint(prog_name="lint-imports")' --no-cache

score: setup  ## the extractor's scorecard: the corpus, slot by slot
	@mkdir -p .data
	@$(PY) -m tests.corpus.scorecard

train: $(VENV)/installed-learning  ## learn the extractor's weights from the open articles of the corpus
	@$(PY) -m tests.corpus.train

bench: $(VENV)/installed-learning  ## speed and growth of cost, as ratios within one run
	@$(PY) -m pytest -q -s -m benchmark tests/benchmarks

screenshots: $(VENV)/installed-dev  ## take the approved pictures anew
	@UPDATE_APPROVED=1 $(PY) -m pytest -q tests/browser/test_screenshots.py

pins: $(VENV)/installed-dev  ## write the versions now installed into constraints.txt
	@$(PY) -m pip freeze --exclude-editable 2>/dev/null | grep -E '^[A-Za-z0-9._-]+==' > constraints.txt

.PHONY: help setup run password test lint score train bench screenshots pins
