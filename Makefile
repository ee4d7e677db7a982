# `make demo` and `make test` need nothing but Python 3.11+, git and make.
SHELL := /bin/bash
python := .venv/bin/python
today := 2026-11-24

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench soak messages docs golden lock clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

setup:  ## make .venv from requirements.lock (the others do it by themselves)
	@.ci/setup.sh

demo: setup  ## plan one sample patient: PDF and JSON in out/demo
	@.venv/bin/turgor plan tests/cases/healthy-45.toml --today $(today) --out out/demo --json out/demo/plan.json

test: lint  ## lint, then the whole suite
	@$(python) -m pytest -n 2 --dist loadscope --no-loadscope-reorder

lint: setup  ## style, types and the layers of the architecture
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-logo

soak: setup  ## the whole suite with many more random cases, and the slow tests
	@$(python) -m pytest -n 2 --dist loadscope --no-loadscope-reorder -m "" --hypothesis-profile=soak

bench: setup  ## how long planning, printing, judging, scheduling and looking up take, as ratios
	@PYTHONPATH=tests $(python) tests/bench/run.py
	@PYTHONPATH=tests $(python) tests/bench/judging.py
	@PYTHONPATH=tests $(python) tests/bench/printing.py
	@PYTHONPATH=tests $(python) tests/bench/plugins.py
	@PYTHONPATH=tests $(python) tests/bench/modalities.py
	@PYTHONPATH=tests $(python) tests/bench/records.py
	@PYTHONPATH=tests $(python) tests/bench/scheduling.py

golden: setup  ## write the expected files under tests/ and docs/reference anew
	@$(python) -m pytest -q --golden

messages: setup  ## what translators translate: turgor.pot, and every catalogue brought up to date with it
	@PYTHONPATH=docs $(python) -m generate.messages

docs: setup  ## write docs/reference and the pictures of printed plans anew
	@$(python) -m pytest -q --golden tests/docs --deselect tests/docs/test_pictures.py
	@PYTHONPATH=docs:tests $(python) -m generate.pictures

lock: setup  ## write requirements.lock anew from pyproject.toml
	@.ci/lock.sh

clean:  ## remove what was built, .venv excepted
	@rm -rf out build dist .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@find core plugins templates tests -name __pycache__ -type d -prune -exec rm -rf {} +
