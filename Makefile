# Two command lines: `make demo` runs the main job on an invented authority and serves it; `make test` proves it all.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: demo test check setup packages lock migration clean

demo: setup
	$(BIN)/pfa demo

test: setup
	$(BIN)/pytest -n $(JOBS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint templates

setup: packages $(VENV)/ready

# Debian packages: installed as root or with sudo; otherwise the one command is printed, and nothing else is done.
packages:
	@sh .ci/packages

$(VENV)/ready: requirements-dev.txt pyproject.toml hatch_build.py $(wildcard pfa/assets/*.scss) pfa/assets/package-lock.json
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $(VENV)/ready

# Both locks anew, with hashes and without the name of any registry.
lock: setup
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --extra dev --extra bench -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) pfa/static/vendor build dist instance
