# Two commands: `make run` installs, indexes the shipped corpus and opens the app; `make test` installs and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Tools about the installation, in an environment of their own: what they need is no part of it.
TOOLS := build/tools
UV := uv==0.13.9
CYCLONEDX := cyclonedx-bom==7.5.0
AUDIT := pip-audit==2.10.1

.PHONY: run test soak install build check lint corpus screenshots bench lock sbom audit clean

run: build
	@echo "Planwijzer: http://127.0.0.1:$${STREAMLIT_SERVER_PORT:-8501}"
	$(BIN)/python -m streamlit run app.py --server.headless=false --server.showEmailPrompt=false --logger.hideWelcomeMessage=true

build: install
	$(BIN)/python -m ingest build

# Two files of tests at a time: much of what they do is waiting for processes.
test: $(VENV)/.test-installed lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

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

# How cost grows with passages, up to a million; some hours. SIZES="1000 10000" for less.
bench: $(VENV)/.test-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.scaling $(if $(SIZES),--passages $(SIZES)) --report build/scaling.md --plot docs/images/scaling.svg
	$(BIN)/python -m benchmarks.building --papers 200 --lines 5000
	$(BIN)/python -m benchmarks.peers --passages 1000 10000 100000
	$(BIN)/python -m benchmarks.starting
	$(BIN)/python -m benchmarks.limits --passages 100000

# Pictures of every page in screenshots/, for who changes how they look.
screenshots: build $(VENV)/.test-installed
	$(BIN)/python -m tests.browser.screenshots

# The same versions as in pyproject.toml and constraints.txt, with the hashes of all their files. Not torch: its file is another
# one on every kind of machine, and comes from the index that is wanted.
lock: $(TOOLS)/bin/python
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	echo "torch==0 ; python_version < '3'" > $(TOOLS)/without-torch.txt
	$(TOOLS)/bin/uv pip compile --quiet --extra api --extra mcp --constraint constraints.txt --override $(TOOLS)/without-torch.txt \
	  --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --output-file requirements.lock pyproject.toml

# What is installed in .venv, as a bill of materials (CycloneDX).
sbom: install $(TOOLS)/bin/python
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check $(CYCLONEDX)
	$(TOOLS)/bin/python -m cyclonedx_py environment $(BIN)/python --pyproject pyproject.toml --of JSON -o build/sbom.json
	@echo "build/sbom.json"

# Known vulnerabilities of what is locked; asks pypi.org.
audit: $(TOOLS)/bin/python
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check $(AUDIT)
	$(TOOLS)/bin/pip-audit --require-hashes --no-deps --disable-pip -r requirements.lock

$(TOOLS)/bin/python:
	$(PYTHON) -m venv $(TOOLS)

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
