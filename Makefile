# Two commands do everything on a fresh Debian or macOS machine: `make demo` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
FUZZ ?= 60
NEEDED ?=
WHOLE ?=
BIN := $(VENV)/bin

.PHONY: help demo quick test fuzz lint benchmark golden pictures reference clean lock advisories

help:
	@echo "make demo       set everything up, then build, sign and verify examples/bali-footage, and a batch, into out/"
	@echo "make test       the same set-up, then the test suite; what a program is missing for is left out, and named;"
	@echo "                WHOLE=1 for everything that CI runs: each slow test for each further example and format too"
	@echo "make fuzz       give every reader damaged input, FUZZ=60 seconds each; what is found is kept as a case"
	@echo "make quick      of each test that lays out no document, five cases: for while you work"
	@echo "make lint       ruff, mypy, the import contract, and the clause library's own linter"
	@echo "make lock       write requirements.lock and the bill of materials anew: the newest versions that pyproject.toml admits"
	@echo "make advisories look the lock up for known advisories, where a database can be reached"
	@echo "make ends       build and test with the lowest and with the newest versions that it admits"
	@echo "make benchmark  time builds, seals, batches and schedules against named alternatives"
	@echo "make golden     rewrite the golden files; read the difference before you commit it"
	@echo "make pictures   draw the pictures of the README and of docs/ from examples"
	@echo "make reference  rewrite the tables of docs/deal.md from the deal schema"

$(VENV)/.ready: pyproject.toml requirements.lock requirements-setup.lock scripts/setup
	scripts/setup $(PYTHON) $(VENV)
	@touch $@

demo: export CONTRACTS_PASSPHRASE = demo
demo: $(VENV)/.ready
	$(BIN)/contracts build examples/bali-footage/deal.yaml -o out/bali-footage
	$(BIN)/contracts batch examples/roster/base.yaml examples/roster/roster.csv -o out/roster
	@rm -f out/bali-footage/agreement.signed.pdf
	$(BIN)/contracts demo-identity out/keys
	$(BIN)/contracts sign out/bali-footage/agreement.pdf --field licensor --p12 out/keys/licensor.p12
	$(BIN)/contracts sign out/bali-footage/agreement.signed.pdf --field licensor-data-consent --p12 out/keys/licensor.p12
	$(BIN)/contracts sign out/bali-footage/agreement.signed.pdf --field licensee --p12 out/keys/licensee.p12
	$(BIN)/contracts verify out/bali-footage/agreement.signed.pdf --trust out/keys/ca.pem
	@mkdir -p out/order-form
	@cp examples/order-form/order.yaml examples/order-form/penida.csv out/order-form/
	@cp out/bali-footage/agreement.signed.pdf out/order-form/master.pdf
	$(BIN)/contracts build out/order-form/order.yaml -o out/order-form
	$(BIN)/contracts verify out/order-form/agreement.pdf --master out/order-form/master.pdf --incomplete --trust out/keys/ca.pem
	$(BIN)/contracts build examples/amendment/old.yaml -o out/amendment --only pdf
	$(BIN)/contracts amend out/amendment/agreement.pdf examples/amendment/new.yaml -o out/amendment/made
	$(BIN)/contracts verify out/amendment/made/amendment.pdf --under out/amendment/agreement.pdf --incomplete
	@echo
	@echo "Open out/bali-footage/agreement.pdf, its signed copy beside it, summary.html, and out/roster/report.html."

quick: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile -m "not slow and not whole" --cases 5

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile -rs $(if $(WHOLE),,-m "not whole") $(NEEDED:%=--needed %)

fuzz: $(VENV)/.ready
	$(BIN)/python scripts/fuzz --seconds $(FUZZ)

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/contracts clauses lint
	$(BIN)/contracts clauses lint --coverage

lock:
	scripts/lock $(PYTHON)

advisories: $(VENV)/.ready
	$(BIN)/python scripts/advisories

ends: $(VENV)/.ready
	scripts/ends $(PYTHON)

benchmark: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check docxtpl docx-trackdiff
	$(BIN)/python benchmarks/build_and_check.py
	$(BIN)/python benchmarks/sealing.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/batch_long.py
	$(BIN)/python benchmarks/forms.py
	$(BIN)/python benchmarks/short_form.py
	$(BIN)/python benchmarks/two_languages.py
	$(BIN)/python benchmarks/schedule.py
	$(BIN)/python benchmarks/limits.py
	$(BIN)/python benchmarks/word_file.py
	$(BIN)/python benchmarks/redline.py

golden: $(VENV)/.ready
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

pictures: $(VENV)/.ready
	$(BIN)/contracts build examples/bali-footage/in-english.yaml --only pdf,summary,summary-html,memo -o out/pictures
	mkdir -p docs/images
	pdftoppm -png -r 78 -f 1 -l 1 -singlefile out/pictures/agreement.pdf docs/images/agreement
	pdftoppm -png -r 78 -f 2 -l 2 -singlefile out/pictures/agreement.pdf docs/images/terms
	$(BIN)/contracts build examples/bali-footage/deal.yaml --only pdf -o out/pictures/two
	pdftoppm -png -r 78 -f 4 -l 4 -singlefile out/pictures/two/agreement.pdf docs/images/two-languages
	pdftoppm -png -r 78 -f 1 -l 1 -singlefile out/pictures/summary.pdf docs/images/summary
	pdftoppm -png -r 78 out/pictures/memo.pdf docs/images/memo
	scripts/programs
	$(BIN)/contracts build examples/bali-footage/in-english.yaml --form long --only docx -o out/pictures
	soffice --headless --convert-to pdf:writer_pdf_Export --outdir out/pictures/word out/pictures/agreement.docx >/dev/null
	pdftoppm -png -r 78 -f 1 -l 1 -singlefile out/pictures/word/agreement.pdf docs/images/word-1
	pdftoppm -png -r 78 -f 12 -l 12 -singlefile out/pictures/word/agreement.pdf docs/images/word-2
	$(BIN)/contracts redline examples/bali-footage/in-english.yaml --against marketplace --author "A. Counsel" -o out/pictures/redline.docx >/dev/null
	soffice --headless --convert-to pdf:writer_pdf_Export --outdir out/pictures/word out/pictures/redline.docx >/dev/null
	pdftoppm -png -r 78 -f 1 -l 1 -singlefile out/pictures/word/redline.pdf docs/images/redline-1
	pdftoppm -png -r 78 -f 3 -l 3 -singlefile out/pictures/word/redline.pdf docs/images/redline-2
	$(BIN)/python scripts/page_pictures out/pictures/summary.html docs/images
	cp -r examples/roster out/pictures/month
	cd out/pictures/month && for interest in 8 6; do \
	  sed -i.was "s/^  payment_days: 30/&\n  late_interest_percent: $$interest/" base.yaml; \
	  $(CURDIR)/$(BIN)/contracts batch base.yaml own-words.xlsx --map own-words.map.yaml -o out --only text \
	    $$([ $$interest = 6 ] && echo --check-only); mv base.yaml.was base.yaml; done
	$(BIN)/python scripts/report_pictures out/pictures/month/out/check.html docs/images
	$(BIN)/contracts demo-identity out/pictures/keys
	CONTRACTS_PASSPHRASE=demo $(BIN)/contracts sign out/pictures/agreement.pdf --unchecked \
	  --field licensor --p12 out/pictures/keys/licensor.p12 --reason "I have read it" -o out/pictures/signed.pdf
	pages=$$(pdfinfo out/pictures/signed.pdf | awk '/^Pages/ {print $$2}'); \
	  pdftoppm -png -r 78 -f $$pages -l $$pages -singlefile -H 480 out/pictures/signed.pdf docs/images/signatures

reference: $(VENV)/.ready
	$(BIN)/python scripts/deal_reference docs/deal.md

clean:
	rm -rf $(VENV) out
