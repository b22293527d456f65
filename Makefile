# The commands of the project; CI calls the same ones.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FIGURES ?= ../shared/data
PORT ?= 8501
FUZZ_SECONDS ?= 600

.PHONY: app test sweep lint house score format pins snapshot screenshots bench fuzz clean browser

app: $(VENV)/.app  ## Start the monitor on the embedded snapshot
	$(BIN)/python -m monitor run --port $(PORT)

# A file is of one worker, tests/browser and tests/ingest are of one each (tests/conftest.py).
test: $(VENV)/.dev browser  ## Run every test, those in a real browser included
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --reruns 1 --only-rerun "Timeout 60000ms"

sweep: $(VENV)/.dev browser  ## Before a release: all pages, pairs, widths, faults and municipalities of which `test` tries a sample
	SWEEP=all $(BIN)/python -m pytest -m sweep -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.dev  ## Lint, format, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

house: $(VENV)/.dev  ## How long, how deep, how tangled: the measures of the house
	$(BIN)/python -m tools.house

score: $(VENV)/.dev  ## Does the score stand alone: copied away, installed, tested
	$(BIN)/python -m tools.score_alone

pins: $(VENV)/.dev  ## Can every pin be installed on every Python that is promised?
	$(BIN)/python -m tools.check_pins

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

snapshot: $(VENV)/.dev  ## Rebuild the embedded snapshot from a folder of figures
	$(BIN)/python -m tests.build_snapshot $(FIGURES)

screenshots: $(VENV)/.dev browser  ## Make the pictures of the README
	$(BIN)/python -m docs.screenshots

bench: $(VENV)/.dev browser  ## Measure speed, each beside its baseline
	for b in benchmarks/[a-z]*.py; do $(BIN)/python -m benchmarks.$$(basename $$b .py) || exit 1; done

fuzz: $(VENV)/.dev  ## Try malformed uploads, hostile selections and sick answers, each for FUZZ_SECONDS (tests/fuzz)
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m pytest tests/fuzz -s

browser: $(VENV)/.dev
	$(BIN)/python -m tests.browser.install

$(VENV)/.app: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(VENV)/.app $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
