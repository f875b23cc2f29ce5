# The one door: `make audit` and `make test` work on a fresh clone.

NEW_ENOUGH := -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p $(NEW_ENOUGH) 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup audit test check format bench bench-region docs requirements

help:
	@echo "make audit                      check the sample site, and say where the report is"
	@echo "make audit SITE=https://…       check a real site"
	@echo "make audit COUNCIL=doncaster    check a council we know"
	@echo "make test                       formatting, lint, types, floors and tests"
	@echo "make bench                      measure speed and memory (some minutes)"
	@echo "make bench-region               measure a region's audit with 1, 2 and 4 workers (some minutes)"
	@echo "make docs                       write the generated pages again"

setup: $(READY)

$(READY): requirements-dev.txt pyproject.toml
	@$(or $(PYTHON),false) $(NEW_ENOUGH) || \
		{ echo "localoffer needs Python 3.11 or newer. Set PYTHON=/path/to/python3.11."; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q pipeline reports rules spiders
	@touch $@

ifdef SITE
TARGET := audit '$(SITE)'
else ifdef COUNCIL
TARGET := audit 'spiders/councils/$(COUNCIL).toml'
else
TARGET := demo
endif

audit: $(READY)
	@$(BIN)/localoffer $(TARGET) --report report --fail-on never

# Many tests wait for a server, so one process more than there are processors keeps them all at work.
test: check
	$(BIN)/pytest -n $$(($$($(BIN)/python -c 'import os; print(os.cpu_count())') + 1)) \
		--dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m tests.bench

bench-region: $(READY)
	$(BIN)/python -m tests.bench.region

docs: $(READY)
	$(BIN)/python -m pipeline.docs

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

requirements:
	$(COMPILE) pyproject.toml --extra browser --extra workers -o requirements.txt
	$(COMPILE) pyproject.toml --extra browser --extra workers --group dev -o requirements-dev.txt
	$(COMPILE) --group build --constraint requirements-dev.txt -o requirements-build.txt
