# The developer's commands. Each target makes .venv first if it is not there.

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
PYTHONS := python3 python3.15 python3.14 python3.13 python3.12 python3.11
NU := node_modules/.package-lock.json
export NO_MKDOCS_2_WARNING := 1
CALIBRATE := .venv-calibrate/bin/python
KINDS := unit spec oracle property web js browser fault docs

.DEFAULT_GOAL := help
.PHONY: help demo test test-browsed test-rest test-postgresql check bench soak paper calibrate docs docs-serve coverage bare format lock upgrade clean chromium $(KINDS:%=test-%)

help:
	@echo "make demo          the published case's report, in demo/, and the clinic with three demo persons (SERVE=0: without)"
	@echo "make test          all tests (make test-unit, test-spec, … for one folder)"
	@echo "make check         style, types, imports, locks"
	@echo "make format        put the style right"
	@echo "make coverage      all tests, and the lines that none of them reaches"
	@echo "make bare          the built wheel without extras"
	@echo "make bench         ratios to a yardstick, and times"
	@echo "make soak          50 patients for a minute on both databases, then 1,000 times kill -9"
	@echo "make paper         how well simulated scans of the paper form are read"
	@echo "make calibrate     error rates and coverage of simulated courses (CELLS=pattern REPLICATES=number)"
	@echo "make docs          the documentation, in site/ (make docs-serve shows it)"
	@echo "make lock          pin what pyproject.toml and package.json ask for (make upgrade: the newest)"
	@echo "make clean         remove everything that was made"

# ── what people run ──────────────────────────────────────────────────────────────────────────
demo: .venv/.run
	@$(BIN)/caseline report examples/moser-2025.toml -o demo/
	@if [ "$(SERVE)" != 0 ]; then exec $(BIN)/caseline serve --demo; fi

# Two at a time, one for each core, about as long as one another: the browser with some, and the rest.
BROWSED := browser fault docs
test: .venv/.dev $(NU) chromium
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-browsed test-rest

test-browsed: .venv/.dev $(NU)
	@$(BIN)/pytest $(BROWSED:%=tests/%)
test-rest: .venv/.dev $(NU)
	@$(BIN)/pytest $(patsubst %,tests/%,$(filter-out $(BROWSED),$(KINDS)))
	@$(MAKE) --no-print-directory test-postgresql

$(KINDS:%=test-%): test-%: .venv/.dev $(NU)
	@$(BIN)/pytest tests/$*
test-browser: chromium
test-postgresql: .venv/.dev
	@CASELINE_TEST_DB=postgresql $(BIN)/pytest tests/web -m database

coverage: .venv/.dev $(NU) chromium
	@$(BIN)/pytest --cov --cov-report=term-missing

bench: .venv/.dev
	@$(BIN)/pytest tests/bench -s

# SECONDS_EACH and KILLS make it shorter.
soak: .venv/.dev
	@$(BIN)/python -m tools.soak $(if $(SECONDS_EACH),--seconds $(SECONDS_EACH)) $(if $(KILLS),--kills $(KILLS))

paper: .venv/.dev
	@$(BIN)/python tools/measure_paper.py

# Each cell has a file in tools/calibrate/results; what is there already is not run again.
calibrate: .venv-calibrate/.done
	@$(CALIBRATE) -m tools.calibrate --cells '$(CELLS)' $(if $(REPLICATES),--replicates $(REPLICATES))
	@$(CALIBRATE) -m tools.calibrate.page
calibrate: export OMP_NUM_THREADS := 1
calibrate: export OPENBLAS_NUM_THREADS := 1

bare: .venv/.dev
	@sh tools/test_bare.sh

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_locks.py

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/.docs
	@$(BIN)/mkdocs build --strict

docs-serve: .venv/.docs
	@$(BIN)/mkdocs serve

clean:
	rm -rf .venv .venv-bare .venv-calibrate build demo site node_modules htmlcov .coverage*
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# ── what they need ───────────────────────────────────────────────────────────────────────────
# A stamp says that a step was done with the files it depends on.
$(BIN)/python:
	@found=; for python in $(PYTHONS); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Caseline needs Python 3.11 or newer: there is none among $(PYTHONS)." >&2; exit 1; \
	fi; \
	$$found -m venv --clear .venv || { \
	  rm -rf .venv; \
	  echo "$$found cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv)." >&2; \
	  exit 1; \
	}

.venv/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Caseline needs (once) …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need (once) …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/.docs: requirements/docs.txt | $(BIN)/python
	@echo "Installing what the documentation needs (once) …"
	@$(PIP) install --require-hashes -r requirements/docs.txt
	@touch $@

# Samplers bring half a gigabyte: they have an environment of their own.
.venv-calibrate/.done: requirements/calibrate.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the calibration needs (once) …"
	@$(BIN)/python -m venv --clear .venv-calibrate
	@$(CALIBRATE) -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/calibrate.txt
	@$(CALIBRATE) -m pip --disable-pip-version-check -qq install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

# Judges that others wrote: a browser, and the W3C Nu checker.
chromium: .venv/.dev
	@$(BIN)/python tools/find_chromium.py

$(NU): package-lock.json | .venv/.dev
	@$(BIN)/npm ci --silent
	@touch $@

# ── pins ─────────────────────────────────────────────────────────────────────────────────────
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-strip-extras --no-config --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: .venv/.dev
	$(COMPILE) pyproject.toml --all-extras --group build --group test --group check -o requirements/dev.txt
	$(COMPILE) pyproject.toml --extra web --group build -c requirements/dev.txt -o requirements/run.txt
	$(COMPILE) pyproject.toml --group core-test -c requirements/dev.txt -o requirements/bare.txt
	$(COMPILE) --group docs -c requirements/dev.txt -o requirements/docs.txt
	$(COMPILE) pyproject.toml --group build --group calibrate -c requirements/dev.txt -o requirements/calibrate.txt
	$(BIN)/npm install --package-lock-only --silent
	$(BIN)/python tools/check_locks.py

upgrade: COMPILE += --upgrade
upgrade: lock
