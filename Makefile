# `make` or `make help` lists the targets. Everything runs in .venv, made by uv from uv.lock.

BIN := .venv/bin
LOCK := uv.lock pyproject.toml tools/environment
# The environment is made anew in a copied checkout, and when the interpreter it stands on is gone.
STALE := $(if $(and $(wildcard $(BIN)/python),$(findstring |$(CURDIR)|,|$(shell cat .venv/made-at 2>/dev/null)|)),,anew)

export UV_PYTHON_DOWNLOADS := never
# Our own code is compiled once and kept, also where the environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
# The large proofs, of which make test takes a part
WHOLE = tests/security/test_matrix.py tests/security/test_canaries.py \
	tests/security/test_refused_steps.py \
	tests/security/test_reads.py tests/uploads tests/running/test_real_party.py \
	tests/e2e/test_walks_meeting.py::test_no_page_of_a_meeting_has_a_fault \
	tests/e2e/test_every_page.py tests/e2e/test_open_pages.py tests/e2e/test_replay_seeds.py \
	tests/e2e/test_walks_minutes.py::test_no_page_of_adjustment_or_notice_has_a_fault \
	tests/e2e/test_walks_memo.py::test_no_page_of_a_memo_or_a_dispatch_has_a_fault \
	src/samverk/interventions/persons/tests/test_any_order.py \
	src/samverk/publishing/tests/test_api_fuzz.py

# What judges and measures pages
EXAMINES = $(addprefix tests/e2e/test_,every_page.py keyboard.py layout.py print.py login.py \
	walks_ballot.py walks_chain.py walks_decision.py walks_extract.py walks_intake.py walks_meeting.py \
	walks_memo.py walks_minutes.py)

.PHONY: run stop test whole check bench crash reads shots statement docs help anew browser lint style types unit

# PORT reaches it through the environment: the shell is not to read what somebody typed.
run: .venv/made-for-run ## Starta demon på http://127.0.0.1:8000 och 8001 (andra portar: make run PORT=8123)
	@$(BIN)/samverk run

stop: ## Stoppa Samverk, också efter en krasch
	@if [ -x $(BIN)/samverk ]; then $(BIN)/samverk stop; else echo "Inget var i gång."; fi

# What is quick to tell is told first; the types are checked beside the tests, which leave room for it.
test: .venv/made-for-test browser ## Granska koden och kör proven
	@$(MAKE) --no-print-directory style
	@$(MAKE) --no-print-directory -j 2 types unit

check: .venv/made-for-test lint ## Granska koden utan att köra proven

bench: .venv/made-for-test ## Mät och skriv benchmarks/results.md
	@$(BIN)/python -m benchmarks

whole: .venv/made-for-test browser ## Kör de stora proven helt; make test tar en del av dem
	@SAMVERK_WHOLE=true $(BIN)/pytest -q -n 2 --dist loadfile $(WHOLE)

crash: .venv/made-for-test ## Döda databas och webbserver 200 gånger och skriv benchmarks/crash.md
	@$(BIN)/python -m tests.crash

reads: .venv/made-for-test ## Läs 10 000 sidor om personer och jämför med läsloggen
	@SAMVERK_READS=10000 $(BIN)/pytest -q tests/security/test_reads.py

shots: .venv/made-for-test browser ## Rendera demons alla sidor till var/shots
	@$(BIN)/python -m tests.e2e.shots

# What falls is a fault, and is told of: the statement is written all the same.
statement: .venv/made-for-test browser ## Pröva alla sidor och skriv det som tillgänglighetsredogörelsen görs av
	@rm -rf var/statement; tests=0; \
	SAMVERK_WHOLE=true E2E_NOTES=var/statement $(BIN)/pytest -q -n 2 --dist loadfile $(EXAMINES) || tests=$$?; \
	E2E_NOTES=var/statement $(BIN)/python -m tests.e2e.statement && exit $$tests

docs: .venv/made-for-test ## Skriv docs/reference av koden
	@SAMVERK_PROFILE=party $(BIN)/python -m samverk.project.reference

help: ## Visa den här listan
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r target what; do \
		printf 'make %-9s %s\n' "$$target" "$$what"; done

.venv/made-for-run: $(LOCK) $(STALE)
	@PYTHON="$(PYTHON)" tools/environment run

.venv/made-for-test: $(LOCK) $(STALE)
	@PYTHON="$(PYTHON)" tools/environment test

# Without a browser its tests are skipped with a reason, but in CI they fail.
browser:
	@tools/system-package chromium-headless-shell || tools/system-package chromium || [ "$$CI" != true ]

lint: style types

style:
	$(BIN)/ruff check -q
	$(BIN)/ruff format -q --check
	$(BIN)/djlint src --lint --quiet
	$(BIN)/lint-imports --no-logo

types:
	SAMVERK_PROFILE=party $(BIN)/mypy --no-error-summary
	SAMVERK_PROFILE=party SAMVERK_OFFLINE=true $(BIN)/samverk manage makemigrations --check --dry-run

unit:
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

anew:
