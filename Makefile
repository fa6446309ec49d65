# Every target sets up what it needs: Python 3.11 or newer and make are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
READY := $(VENV)/.ready
LAB := $(VENV)/.lab

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: rule record prerelease-lock matrix install serve lab test slow build zensical picture bench lock clean

install: $(READY)

# uv first, by pip and by its hash in the lock; then uv installs the rest, every file checked by its hash. A path file makes
# harness/, tools/ and snippets/ importable.
$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version + ". Try: make PYTHON=python3.12")'
	@echo "Installing into $(VENV): about half a minute the first time, a few seconds after that."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $(VENV)/uv.txt
	$(BIN)/uv pip install --python $(BIN)/python --require-hashes --requirement requirements.txt
	@printf '%s\n' "$(CURDIR)" "$(CURDIR)/snippets" > "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')/guide.pth"
	@touch $@

# The site on http://127.0.0.1:8000. Pages and snippets redraw by themselves; a change of the harness restarts the server.
serve: $(READY)
	@$(BIN)/python -c 'import socket; socket.socket().connect_ex(("127.0.0.1", $(PORT))) or exit("Port $(PORT) is taken. Try: make serve PORT=8001")'
	@GUIDE_SERVING=1 $(BIN)/watchfiles --filter python --sigint-timeout 2 --verbosity warning \
		"$(BIN)/mkdocs serve --dirty --no-strict --quiet --dev-addr 127.0.0.1:$(PORT)" harness

# The skeleton of a rule, which passes its checks: make rule NAME=loading/some_rule
rule: $(READY)
	@$(BIN)/python -m tools.new_rule $(NAME)

# JupyterLab on the labs, in the same environment. It has a lock of its own, which nothing else needs. The project is its
# root, or it would not find how pyproject.toml has it read a lab.
lab: $(LAB)
	JUPYTER_PREFER_ENV_PATH=1 $(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/docs/labs/tour.py

$(LAB): $(READY) requirements-lab.txt environments/jupyterlab.json
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-lab.txt
	@mkdir -p $(VENV)/share/jupyter/lab/settings
	@cp environments/jupyterlab.json $(VENV)/share/jupyter/lab/settings/overrides.json
	@touch $@

# What everybody runs before a push, and the rest, which CI runs too. tools/check.py lists the steps; each is a command that
# can be run by hand. A step whose inputs are what they were when it last passed is not repeated, unless FRESH=--fresh.
test: $(READY)
	@$(BIN)/python -m tools.check test $(FRESH)

slow: $(READY)
	@$(BIN)/python -m tools.check slow $(FRESH)

# Write outcomes/ anew: what every snippet did on each SQLAlchemy and database, and what mypy says. Read its diff as you would read anyone's.
record: $(READY)
	$(BIN)/python -m harness.checking.outcome_record
	$(BIN)/python -m harness.checking.type_checks --update

# Every snippet and Markdown block in every environment: each Python, downloaded if missing, each SQLAlchemy, each database.
matrix: $(READY)
	$(BIN)/python -m harness.running.matrix

# The site into site/. A warning is an error.
build: $(READY)
	$(BIN)/mkdocs build --strict

# The README's picture of a rule, from the site as it is now. Look at it.
picture: build
	$(BIN)/python -m tools.picture

# The same site by Zensical, which runs no hooks.
zensical: $(READY)
	$(BIN)/zensical build --strict
	$(BIN)/python -m harness.site.finish_site site

# The speed ratios, measured side by side in one run; the README quotes them. Takes some minutes.
bench: $(READY)
	$(BIN)/python -m tools.bench README.md
	$(BIN)/python -m tools.weigh

# Write the locks anew from pyproject.toml: every package with its hashes, for every Python from 3.11 on, no index named.
# environments/ holds what snippets need beside another SQLAlchemy or Python: the same versions, SQLAlchemy apart.
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock: $(READY)
	$(COMPILE) --upgrade pyproject.toml --output-file requirements.txt
	$(COMPILE) --upgrade --group lab --constraints requirements.txt --output-file requirements-lab.txt
	@mkdir -p .cache
	sed '/^sqlalchemy==/,/[^\\]$$/d' requirements.txt > .cache/constraints.txt
	$(COMPILE) --no-annotate --group snippets --constraints requirements.txt --upgrade --output-file environments/sqlalchemy2.1.txt
	echo 'sqlalchemy[asyncio]>=2.0,<2.1' > .cache/overrides.txt
	$(COMPILE) --no-annotate --group snippets --constraints .cache/constraints.txt --overrides .cache/overrides.txt --upgrade \
		--output-file environments/sqlalchemy2.0.txt

# A line of packages with SQLAlchemy's newest pre-release, for the nightly run. Not committed. What it would change:
# .venv/bin/python -m harness.checking.outcome_record --with sqlalchemy99
prerelease-lock: $(READY)
	@mkdir -p .cache
	sed '/^sqlalchemy==/,/[^\\]$$/d' requirements.txt > .cache/constraints.txt
	echo 'sqlalchemy[asyncio]>=2.1' > .cache/overrides.txt
	$(COMPILE) --no-annotate --group snippets --constraints .cache/constraints.txt --overrides .cache/overrides.txt --upgrade \
		--prerelease allow --output-file environments/sqlalchemy99.txt

clean:
	rm -rf $(VENV) .cache site
