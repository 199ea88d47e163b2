# Two commands: `make run` installs, indexes the shipped corpus and opens the app; `make test` installs and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test soak install build check lint corpus screenshots clean

run: build
	@echo "Planwijzer: http://127.0.0.1:$${STREAMLIT_SERVER_PORT:-8501}"
	$(BIN)/python -m streamlit run app.py --server.headless=false --server.showEmailPrompt=false --logger.hideWelcomeMessage=true

build: install
	$(BIN)/python -m ingest build

test: $(VENV)/.test-installed lint
	$(BIN)/python -m pytest

# The long runs: some twenty-five minutes with the usual ten of visitors; MINUTES=1 tries them.
MINUTES ?= 10
soak: build $(VENV)/.test-installed
	$(BIN)/python -m benchmarks.soak --minutes $(MINUTES)

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

install: $(VENV)/.installed

# Make the PDFs of the corpus from their Markdown again.
corpus: $(VENV)/.test-installed
	$(BIN)/python -m ingest.typesetting

# Pictures of every page in screenshots/, for who changes how they look.
screenshots: build $(VENV)/.test-installed
	$(BIN)/python -m tests.browser.screenshots

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Planwijzer needs Python 3.11 or newer; set PYTHON=... for make")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.test-installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV)
