# What there is to do with this repository. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

export CARGO_TARGET_DIR ?= $(CURDIR)/target

# Every cargo command runs in the one profile, and each dependency has one feature set whichever
# crates are selected, so that it compiles once (docs/adr/0002-one-build.md). tools/weights needs
# other features and has its own command.
workspace := --workspace --exclude althing-weights

# More arguments for cargo, for example --locked.
CARGO_FLAGS ?=
build := cargo build --release $(CARGO_FLAGS)
test := cargo test --release $(CARGO_FLAGS)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: node ## Watch a real vote being taken on a chain of your own, to its payment
	@scripts/demo.sh

.PHONY: test
test: setup ## Run the tests; CRATE=pallet-voting runs one crate's
ifdef CRATE
	@$(test) -p $(CRATE)
else
	@scripts/test.sh $(CARGO_FLAGS)
endif

.PHONY: check
check: setup-check ## Check format, lints, documentation, licences and feature sets
	@scripts/check.sh $(CARGO_FLAGS)

.PHONY: node
node: setup ## Build the node (althing-node) and the client (althing)
	@$(build) $(workspace) --bins

.PHONY: dev
dev: node ## Run a dev chain that keeps its state, at ws://127.0.0.1:9944
	@"$(CARGO_TARGET_DIR)/release/althing-node" --chain dev

.PHONY: e2e
e2e: setup-e2e node ## Test running nodes: the client, four validators, and polkadot.js
	@scripts/e2e.sh $(CARGO_FLAGS)

# Any client that was built before can fetch the metadata: one that is being adapted to a changed
# chain may not compile.
.PHONY: metadata
metadata: setup ## Write client/artifacts/metadata.scale, by which the client knows the chain
	@$(build) $(workspace) --bin althing-node
	@test -x "$(CARGO_TARGET_DIR)/release/althing" || $(build) $(workspace) --bin althing
	@scripts/metadata.sh write

.PHONY: features
features: setup ## Write tools/features, which gives each dependency one feature set
	@command -v cargo-hakari >/dev/null || env -u CARGO_TARGET_DIR cargo install --locked cargo-hakari@0.9.39
	@cargo hakari generate

.PHONY: weights
weights: setup ## Measure the weights of all calls on this machine and write runtime/src/weights
	@cargo run --release $(CARGO_FLAGS) -p althing-weights

.PHONY: fmt
fmt: setup-check ## Format the code
	@cargo fmt --all

.PHONY: setup setup-check setup-e2e
setup:
	@scripts/setup.sh build
setup-check:
	@scripts/setup.sh check
setup-e2e:
	@scripts/setup.sh e2e
