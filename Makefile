# Twinlens. `make help` lists what there is; CI calls only these targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STATE := .state
SERVICES := libs/mediacore services/grouping services/dedup services/gateway
GATEWAY := libs/mediacore services/gateway
MEMBERS := $(SERVICES) infra/local
UV_VERSION := 0.13.8
NODE := $(BIN)/node
NPM := $(BIN)/npm
WEB := services/web

export UV_SYSTEM_CERTS := 1
export NODE_USE_SYSTEM_CA := 1

##@ Use
.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-zA-Z0-9_-]+:.*##/ {printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: setup web ## Start everything; MEDIA_PATH=/photos (else a sample library), IMMICH_URL=… (else a stand-in)
	$(BIN)/python -m localstack

.PHONY: doctor
doctor: $(STATE)/python ## Look at everything that can go wrong: JSON=1 UI_URL=https://… GATEWAY_URL=… SERVICE_TOKEN=…
	@$(BIN)/python -m gateway.doctor $(if $(JSON),--json) $(if $(UI_URL),--ui "$(UI_URL)") --env-file .env \
	  --token-file "$${DATA_PATH:-.data}/service-token" --data "$${DATA_PATH:-.data}"

.PHONY: backup
backup: $(if $(COMPOSE),,$(STATE)/python) ## Save the databases and the configuration: TO=folder, COMPOSE=1 for those in containers
	if [ -n "$(COMPOSE)" ]; then \
	  PG="docker compose exec -T postgres-custom" sh infra/backup/backup.sh "$(or $(TO),backups)" \
	    $(wildcard .env services/*/config.yml); \
	else $(BIN)/python -m localstack.backup save "$(or $(TO),backups)"; fi

.PHONY: restore
restore: $(if $(COMPOSE),,$(STATE)/python) ## Put the databases back as they were: FROM=file, COMPOSE=1; stop the services first
	if [ -n "$(COMPOSE)" ]; then PG="docker compose exec -T postgres-custom" sh infra/backup/restore.sh "$(FROM)"; \
	else $(BIN)/python -m localstack.backup restore "$(FROM)"; fi

.PHONY: env
env: ## Write .env for `docker compose up -d`, with secrets of your own; never changes what is there
	sh infra/env.sh

.PHONY: test
test: setup check web-check web ## Everything that must be green: checks, tests with 100 % coverage, web, browser
	$(BIN)/python infra/ci/run_tests.py

.PHONY: test-immich
test-immich: setup web ## Check a real Immich: IMMICH_URL=… IMMICH_EMAIL=… IMMICH_PASSWORD=… MEDIA_PATH=/photos
	if [ -z "$${IMMICH_URL:-}" ]; then echo "Say IMMICH_URL=… IMMICH_EMAIL=… IMMICH_PASSWORD=… MEDIA_PATH=…"; exit 2; fi
	$(BIN)/python -m pytest tests/contract -v -rs --tb=short --timeout 1800

TEST_IMMICH := docker compose -f docker-compose.yml -f infra/ci/immich.yml --profile immich

.PHONY: immich-up
immich-up: setup env ## Start a real Immich in containers to test against, with the same variables
	mkdir -p "$${MEDIA_PATH:?}"
	$(TEST_IMMICH) up -d immich-server
	$(BIN)/python infra/ci/immich_account.py "$${IMMICH_URL:?}" "$${IMMICH_EMAIL:?}" "$${IMMICH_PASSWORD:?}" "$$MEDIA_PATH"

.PHONY: immich-down
immich-down: ## Remove it with all it holds
	$(TEST_IMMICH) down --volumes

##@ Set up
.PHONY: setup
setup: $(STATE)/python $(STATE)/node ## Make .venv, the Python members and the web's packages ready

$(STATE)/venv:
	$(PYTHON) infra/ci/check_python.py
	$(PYTHON) -m venv $(VENV)
	mkdir -p $(STATE) && touch $@

$(STATE)/lock: requirements.lock $(STATE)/venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)" || true
	if [ -x $(BIN)/uv ] && $(BIN)/uv pip sync --quiet --python $(BIN)/python --only-binary :all: --require-hashes requirements.lock; then \
	  $(BIN)/python -m ensurepip --upgrade >/dev/null; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock; \
	fi
	touch $@

$(STATE)/python: $(STATE)/lock $(addsuffix /pyproject.toml,$(MEMBERS))
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation $(addprefix -e ,$(MEMBERS))
	touch $@

define install_runtime # lock, members
	$(PYTHON) infra/ci/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-cache-dir --only-binary :all: \
	  --require-hashes -r $(1)
	$(BIN)/python infra/ci/link_members.py $(VENV) $(2)
	$(BIN)/python -m pip uninstall --quiet --disable-pip-version-check --yes pip
	find $(VENV) -path '*/site-packages/*' -type d -name tests -prune -exec rm -r {} +
	$(BIN)/python -m compileall -q $(addsuffix /src,$(2))
	chmod -R a+rX $(VENV) $(2)
endef

.PHONY: runtime
runtime: ## Make .venv with what the services need to run and nothing else, as their image has it
	$(call install_runtime,requirements.runtime.lock,$(SERVICES))

.PHONY: runtime-gateway
runtime-gateway: ## The same for the gateway alone, as its image has it: nothing that opens pictures
	$(call install_runtime,requirements.gateway.lock,$(GATEWAY))

$(STATE)/node: $(STATE)/lock $(wildcard $(WEB)/package-lock.json)
	$(BIN)/python infra/ci/link_node.py $(VENV)
	if [ -f $(WEB)/package-lock.json ]; then cd $(WEB) && ../../$(NPM) ci --no-audit --no-fund --loglevel=error; fi
	touch $@

SOLVE = $(BIN)/uv pip compile --quiet --python $(BIN)/python --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --no-emit-package mediacore

.PHONY: lock
lock: ## Solve the Python dependencies anew (no addresses in the result)
	rm -f requirements.lock requirements.runtime.lock requirements.gateway.lock
	$(BIN)/python -m pip install --quiet "uv==$(UV_VERSION)"
	$(SOLVE) --group dev pyproject.toml $(addsuffix /pyproject.toml,$(MEMBERS)) -o requirements.lock
	$(SOLVE) -c requirements.lock $(addsuffix /pyproject.toml,$(SERVICES)) -o requirements.runtime.lock
	$(SOLVE) -c requirements.lock $(addsuffix /pyproject.toml,$(GATEWAY)) -o requirements.gateway.lock

##@ Check
.PHONY: check
check: $(STATE)/python ## Lint, format, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy libs services infra/local tests bench
	$(BIN)/lint-imports

.PHONY: format
format: $(STATE)/python ## Put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: migration
migration: $(STATE)/python ## Write a migration: make migration SERVICE=grouping MESSAGE="add a column"
	$(BIN)/python infra/ci/make_migration.py $(SERVICE) "$(MESSAGE)"
	$(BIN)/ruff check --fix --quiet services/$(SERVICE)/src/$(SERVICE)/migrations || true
	$(BIN)/ruff format --quiet services/$(SERVICE)/src/$(SERVICE)/migrations

.PHONY: web
web: $(STATE)/node ## Build the web UI into services/web/dist
	if [ -f $(WEB)/package.json ]; then cd $(WEB) && ../../$(NPM) run --silent build; fi

.PHONY: web-check
web-check: $(STATE)/node ## Lint, types and unit tests of the web UI at 100 % coverage
	if [ -f $(WEB)/package.json ]; then cd $(WEB) && ../../$(NPM) run --silent check; fi

.PHONY: openapi
openapi: $(STATE)/python $(STATE)/node ## Write the services' OpenAPI documents, their pages, and the web's types
	$(BIN)/python infra/ci/openapi.py
	$(BIN)/python infra/ci/api_page.py
	cd $(WEB) && ../../$(NPM) run --silent api

.PHONY: configuration
configuration: $(STATE)/python ## Write the tables of docs/configuration.md out of the settings classes
	$(BIN)/python infra/ci/configuration.py

##@ Measure
.PHONY: naming
naming: $(STATE)/python ## Score the naming rules: make naming CASES=cases.yaml
	$(BIN)/python bench/naming.py $(CASES)

.PHONY: screenshots
screenshots: setup web ## Take the pictures of the documentation, over the sample library
	$(BIN)/python infra/ci/screenshots.py

.PHONY: icons
icons: $(STATE)/python ## Make the icons of the installed web UI out of its logo
	$(BIN)/python infra/ci/icons.py

.PHONY: clean
clean: ## Remove what set-up and runs made, but not .data
	rm -rf $(VENV) $(STATE) $(WEB)/node_modules $(WEB)/dist
