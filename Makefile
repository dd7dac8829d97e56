# Everything people and scripts run. Works on a machine that has only Python (any version), git and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
LOTSE := .venv/bin/lotse
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.PHONY: help setup tools demo serve telegram train test lint bench check load status questions contacts doctor release clean
.PHONY: install uninstall procurement test-debian

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: ## the environment in .venv for running the bot (all other commands do this first)
	@bash scripts/setup.sh

tools: ## the same, with what tests, checks and measurements need beside it
	@bash scripts/setup.sh --group dev

demo: setup ## starts everything and prints the address of the page
	@$(LOTSE) serve --demo $(if $(PORT),--port $(PORT))

serve: setup ## the servers for a website, without the demo page
	@$(LOTSE) serve $(if $(PORT),--port $(PORT))

telegram: setup ## the servers, and the chat in Telegram without a public address (LOTSE_TELEGRAM_TOKEN)
	@$(LOTSE) serve --demo --telegram $(if $(PORT),--port $(PORT))

train: setup ## learns search and model anew
	@$(LOTSE) train --force

test: tools ## gets what the tests need and runs all of them
	@bash scripts/test-tools.sh
	@.venv/bin/python -m pytest -q -n auto --dist loadfile -m "not debian"

test-debian: tools ## installs on a real Debian made for the test; as root, takes minutes
	@bash scripts/test-tools.sh
	@.venv/bin/python -m pytest -q -m debian tests/operations

lint: tools ## format, rules, types, training data, content, and how hard the texts are to read
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy bot actions
	@.venv/bin/python -m bot.commands.validation
	@$(LOTSE) knowledge check
	@.venv/bin/python -m bot.commands.texts

bench: tools ## the bot against stock Rasa: understanding, search, speed, memory, training
	@.venv/bin/python -m bench

check: setup ## checks the content in data/knowledge
	@$(LOTSE) knowledge check

load: setup ## loads the content into running servers, and learns it
	@$(LOTSE) knowledge load

status: setup ## shows what of the content has run out or is unclear
	@$(LOTSE) knowledge status

questions: setup ## shows what was asked and not answered
	@$(LOTSE) questions

contacts: setup ## shows who waits for a call
	@$(LOTSE) contacts list

install: ## on a Debian server, as root: user, service, timers; again for an upgrade (docs/installation.md)
	@bash deploy/install.sh

uninstall: ## removes what install has put there; data and settings stay unless PURGE=yes
	@bash deploy/uninstall.sh $(if $(filter yes,$(PURGE)),--purge)

procurement: tools ## one folder with the papers that a public centre is asked for: build/procurement
	@.venv/bin/python -m bot.procurement build/procurement
doctor: setup ## looks at everything that may be wrong with this machine
	@$(LOTSE) doctor

release: tools ## packs what is committed as a release: archive, checksums, list of parts, tag
	@bash scripts/release.sh

# What people have written, waiting call-backs and the server's secret stay: they cannot be made again (O16).
clean: ## removes what can be made again: model, caches, content in the data base
	@rm -rf models var/cache var/index var/run var/nginx var/last-good var/lotse.db var/lotse.db-* .rasa
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
