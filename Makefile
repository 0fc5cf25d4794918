# Two commands do everything on a fresh Debian or macOS machine: `make demo` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint benchmark golden pictures reference clean

help:
	@echo "make demo       set everything up, then build examples/bali-footage into out/"
	@echo "make test       the same set-up, then the whole test suite"
	@echo "make lint       ruff, mypy, the import contract, and the clause library's own linter"
	@echo "make benchmark  time a build and a check against named alternatives"
	@echo "make golden     rewrite the golden files; read the difference before you commit it"
	@echo "make pictures   draw the pictures of the README from examples/bali-footage"
	@echo "make reference  rewrite the tables of docs/deal.md from the deal schema"

$(VENV)/.ready: pyproject.toml scripts/setup
	scripts/setup $(PYTHON) $(VENV)
	@touch $@

demo: $(VENV)/.ready
	$(BIN)/contracts build examples/bali-footage/deal.yaml -o out/bali-footage
	@echo
	@echo "Open out/bali-footage/agreement.pdf and out/bali-footage/summary.html."

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/contracts clauses lint

benchmark: $(VENV)/.ready
	$(BIN)/python benchmarks/build_and_check.py

golden: $(VENV)/.ready
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

pictures: $(VENV)/.ready
	$(BIN)/contracts build examples/bali-footage/deal.yaml --only pdf,summary -o out/pictures
	mkdir -p docs/images
	pdftoppm -png -r 78 -f 1 -l 1 -singlefile out/pictures/agreement.pdf docs/images/agreement
	pdftoppm -png -r 78 -f 1 -l 1 -singlefile out/pictures/summary.pdf docs/images/summary

reference: $(VENV)/.ready
	$(BIN)/python scripts/deal_reference docs/deal.md

clean:
	rm -rf $(VENV) out
