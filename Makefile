# The one door. A fresh machine needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
MTFIX := $(VENV)/bin/mtfix
SAMPLE ?= corpus/samples/harbour.txt
DATA ?= ../shared/data
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types layers docs docs-check eval bench golden-accept train train-tagger train-repairer clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

# The stamps: .plain is what a user installs, .full adds every extra and the developers' tools.
$(VENV)/.plain: pyproject.toml constraints.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.full: pyproject.toml constraints.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --editable ".[all,dev]"
	@touch $@ $(VENV)/.plain

demo: $(VENV)/.plain ## check and repair a sample with the plain install
	@echo '$$ mtfix check $(SAMPLE)'; $(MTFIX) check $(SAMPLE); test $$? -le 1
	@echo '$$ mtfix fix --diff --unsafe-fixes $(SAMPLE)'; $(MTFIX) fix --diff --unsafe-fixes $(SAMPLE); test $$? -le 1

test: $(VENV)/.full ## all tests
	$(PY) -m pytest

lint: $(VENV)/.full ## ruff, its checks and its format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: $(VENV)/.full ## ruff's formatter, in place
	$(PY) -m ruff check --fix --select I .
	$(PY) -m ruff format .

types: $(VENV)/.full ## mypy --strict
	$(PY) -m mypy

layers: $(VENV)/.full ## the import contracts of pyproject.toml
	$(VENV)/bin/lint-imports

docs: $(VENV)/.plain ## write CHECKS.md from the checks
	$(PY) -m mtfix.detectors.docs > CHECKS.md

docs-check: $(VENV)/.plain ## fail if CHECKS.md is stale
	@$(PY) -m mtfix.detectors.docs | diff -u CHECKS.md - || { echo 'CHECKS.md is stale: run make docs'; exit 1; }

eval: $(VENV)/.full ## the table of README.md on corpus/ and the dev splits of $(DATA)
	$(PY) -m mtfix.evaluation --data $(DATA)

bench: $(VENV)/.full ## speed, start-up and memory beside the peers
	$(PY) benchmarks/bench.py

golden-accept: $(VENV)/.full ## take today's golden reports as the expected ones
	$(PY) -m pytest tests/golden --golden-accept

# glibc would give the large tensors back to the system at every step, and ask for them again.
train-tagger train-repairer: export MALLOC_MMAP_THRESHOLD_ = 1000000000
train-tagger train-repairer: export MALLOC_TRIM_THRESHOLD_ = 4000000000

train: train-tagger train-repairer ## both models, from $(DATA), into models/default; resumable
	$(PY) -m mtfix.training ship --data $(DATA)

train-tagger: $(VENV)/.full ## the error-span tagger
	$(PY) -m mtfix.training tagger --data $(DATA)

train-repairer: $(VENV)/.full ## the span repairer
	$(PY) -m mtfix.training repairer --data $(DATA)

clean: ## remove what the targets above made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
