# Needs python 3.11 or newer, with venv. Everything else goes into .venv, once, on the first run.
# Another Python: make test PYTHON=python3.13; arguments for pytest: make test ARGS="-k money -x"
PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install -c constraints.txt
# Where the sources are, from where Python looks: in a plain locale it cannot read a path of other than ASCII letters.
LINK := for path in $(VENV)/lib/python3*/site-packages/_editable_impl_svcbudget.pth; do echo ../../../../src > "$$path"; done

.PHONY: demo test check docs bench clean
.DELETE_ON_ERROR:

demo: $(VENV)/.ready  ## the plan of an example shop, on one screen
	$(BIN)/svcbudget plan examples/clothing-shop.yaml

test: $(VENV)/.tools  ## the test suite
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(VENV)/.tools  ## style, types, and whether the generated pages are current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(wildcard src tests bench tools)
	$(if $(wildcard tools/docs.py),$(BIN)/python tools/docs.py --check)

docs: $(VENV)/.tools  ## generate the pages anew
	$(BIN)/python tools/docs.py

bench: $(VENV)/.ready  ## the figures that svcbudget promises to hold
	$(BIN)/python bench/run.py $(ARGS)

clean:  ## remove all that these targets made
	rm -rf $(VENV) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A .venv that was left half-made, or was made for other dependencies, is made again from nothing.
$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "svcbudget needs Python 3.11 or newer as $(PYTHON); name another: make PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "installing svcbudget into $(VENV) (only this once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) -e .
	@$(LINK)
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.tools: $(VENV)/.ready
	@echo "installing the development tools into $(VENV) (only this once)"
	@$(PIP) -e '.[dev,schemas]'
	@$(LINK)
	@touch $@
