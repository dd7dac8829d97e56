# Everything people and scripts run. Works on a machine that has only Python (any version), git and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 5005
ACTIONS_PORT ?= 5055
LOTSE := .venv/bin/lotse
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.PHONY: help setup demo serve telegram train test lint bench clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: ## the environment in .venv (all other commands do this first)
	@bash scripts/setup.sh

demo: setup ## starts everything and prints the address of the page
	@$(LOTSE) serve --demo --port $(PORT) --actions-port $(ACTIONS_PORT)

serve: setup ## the same servers without the demo page
	@$(LOTSE) serve --port $(PORT) --actions-port $(ACTIONS_PORT)

telegram: setup ## the servers, and the chat in Telegram without a public address (LOTSE_TELEGRAM_TOKEN)
	@$(LOTSE) serve --demo --telegram --port $(PORT) --actions-port $(ACTIONS_PORT)

train: setup ## trains the model anew
	@$(LOTSE) train --force

test: setup ## gets what the tests need and runs all of them
	@bash scripts/test-tools.sh
	@.venv/bin/python -m pytest -q

lint: setup ## format, rules, types, training data, content, and how hard the texts are to read
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy bot actions
	@.venv/bin/python -m bot.commands.validation
	@$(LOTSE) knowledge check
	@.venv/bin/python -m bot.commands.texts

bench: setup ## the bot against stock Rasa: understanding, search, speed, memory, training
	@.venv/bin/python -m bench

clean: ## removes the model, the data base and the caches
	@rm -rf models var .pytest_cache .mypy_cache .ruff_cache .hypothesis
