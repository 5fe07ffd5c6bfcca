# Two commands are enough: `make run` and `make test`. Both do all the set-up; `make help` lists the rest.

PYTHON_IN_VENV := .venv/bin/python
MANAGE := $(PYTHON_IN_VENV) manage.py
# Runs a command with private PostgreSQL and Redis, and stops them after if nobody else uses them.
WITH_SERVICES := $(PYTHON_IN_VENV) -m sca_portal.embedded run --
PYTEST_ARGS ?=
RUNS ?= 10000

CHECKS := check-style check-format check-types check-templates check-imports check-migrations check-settings check-texts

.DEFAULT_GOAL := help
.PHONY: help setup run test lint $(CHECKS) bench bench-scale fuzz screenshots demo-data messages lock clean reset

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Debian packages (root or sudo) and the virtual environment; does only what is missing
	@.ci/setup

run: setup ## run the portal at http://127.0.0.1:8000/ with demo data; PORT=8001 for another port
	@$(PYTHON_IN_VENV) -m sca_portal.embedded serve

test: setup ## all tests; PYTEST_ARGS="tests/triage -x" for some of them
	@$(PYTHON_IN_VENV) -m sca_portal.embedded messages
	@$(WITH_SERVICES) .venv/bin/pytest -n 2 --dist loadgroup $(PYTEST_ARGS)

lint: setup ## style, types, templates, import directions, migrations, translations
	@$(WITH_SERVICES) $(MAKE) --no-print-directory --keep-going $(CHECKS)

check-style:
	.venv/bin/ruff check

check-format:
	.venv/bin/ruff format --check

check-types:
	.venv/bin/mypy

check-templates:
	.venv/bin/djlint templates --lint --quiet

check-imports:
	.venv/bin/lint-imports --no-logo

check-migrations:
	$(MANAGE) makemigrations --check --dry-run

check-settings:
	$(MANAGE) check --fail-level WARNING

check-texts:
	$(MANAGE) check_messages

bench: setup ## measure pages, queries and packets, and write docs/benchmarks.md
	@$(WITH_SERVICES) $(PYTHON_IN_VENV) -m tests.bench

bench-scale: setup ## the queue at 1,000, 100,000 and 1,000,000 cases (half an hour), beside Django's admin
	@$(WITH_SERVICES) $(PYTHON_IN_VENV) -m tests.bench.scale $(BENCH_ARGS)

fuzz: setup ## damage files of claims for ten minutes and see what the readers do; RUNS=1000 for a short look
	@$(PYTHON_IN_VENV) -m tests.fuzz --runs $(RUNS)

screenshots: setup ## pictures of all pages in screenshots/
	@$(WITH_SERVICES) $(PYTHON_IN_VENV) -m tests.screenshots

demo-data: setup ## load the example cases and print the demo sign-ins
	@$(WITH_SERVICES) sh -c '$(MANAGE) migrate --database=owner --noinput --verbosity=0 && $(MANAGE) demo_data'

messages: setup ## collect texts into locale/*.po; translate what is new there
	@$(WITH_SERVICES) $(MANAGE) check_messages --update; found=$$?; \
	$(PYTHON_IN_VENV) -m sca_portal.embedded messages && exit $$found

lock: ## write requirements.lock from what is installed in .venv
	@$(PYTHON_IN_VENV) .ci/lock

clean: ## delete what tools made; keeps the database and .venv
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache screenshots var/data/static
	find locale -name '*.mo' -delete
	find manage.py sca_portal requests_app tests -name __pycache__ -type d -prune -exec rm -rf {} +

reset: ## stop the private services and DELETE the database, mails and files under var/
	@if [ -x $(PYTHON_IN_VENV) ]; then $(PYTHON_IN_VENV) -m sca_portal.embedded erase; fi
