# make demo   build the graph of corpus/news into graph/ and say what to do next
# make test   everything that has to hold: style, types, layers, tests
# make docs   the page of the ontology, from ontology/kg.ttl
# make notebooks   run the notebooks and store what they show

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GRAPH := graph

.PHONY: demo test check lint types layers pytest format benchmarks picture docs notebooks clean

demo: $(VENV)/installed
	$(BIN)/kg build corpus/news -o $(GRAPH)

test: lint types layers pytest

check: test

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-test
	$(BIN)/mypy

layers: $(VENV)/installed-test
	$(BIN)/lint-imports

pytest: $(VENV)/installed-test
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

format: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmarks: $(VENV)/installed-test
	$(BIN)/python tests/benchmarks/stages.py
	$(BIN)/python tests/benchmarks/recognisers.py
	$(BIN)/python tests/benchmarks/long_text.py
	$(BIN)/python tests/benchmarks/rdf.py
	$(BIN)/python tests/benchmarks/network.py

picture: demo
	$(BIN)/kg plot $(GRAPH) -o docs/graph.svg

docs: $(VENV)/installed
	$(BIN)/python docs/make_ontology_page.py

notebooks: $(VENV)/installed-test
	$(BIN)/python notebooks/run.py

clean:
	rm -rf $(VENV) $(GRAPH) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/installed-test: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $(VENV)/installed $@
