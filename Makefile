# Two commands matter: `make run` and `make test`. Any make since 3.81 (macOS), any Python since 3.11.
# Another Python: make test PYTHON=python3.12 (the .venv is made anew when its Python differs).
VENV := .venv
BIN := $(VENV)/bin
ADDRESS := http://127.0.0.1:8501
CANDIDATES := python3 python3.13 python3.12 python3.11
ifndef PYTHON
PYTHON := $(shell for python in $(CANDIDATES); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
export PYTHONUTF8 := 1

.PHONY: run test attack check python install install-test lock audit sample bench flame pictures bundle clean

run: install
	@$(BIN)/python -m etl build || echo "Chưa nạp được số liệu mới; mở số liệu đã nạp lần trước. / Showing what was loaded before."
	@echo "Mở trình duyệt tại $(ADDRESS) · dừng bằng Ctrl+C. / Open $(ADDRESS), stop with Ctrl+C."
	@$(BIN)/python -m streamlit run app.py

test: check
	@$(BIN)/python -m pytest -n auto --dist loadfile

# Every question that a role can ask, of many drawn wards at once, solved for what is hidden; and every page in every
# way that its address can ask for, as every role, in a browser. `make test` does a part of both; this takes an hour.
attack: install-test
	@$(BIN)/python -m pytest tests/disclosure tests/access -m attack -n auto

# Changes nothing.
check: install-test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m queries docs --check
	@$(BIN)/python -m dashboard --check

python:
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Cần Python 3.11 trở lên. Debian, Ubuntu: sudo apt install python3 python3-venv · macOS: brew install python@3.13"; \
		echo "Python 3.11 or later is needed (Debian, Ubuntu: sudo apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python này thiếu phần venv. Debian, Ubuntu: sudo apt install python3-venv"; \
		echo "This Python lacks venv (Debian, Ubuntu: sudo apt install python3-venv)."; exit 1; }

# $(call sync,LOCK,STAMP): nothing when STAMP says that this LOCK is installed under this Python; else install it,
# in a new .venv where the old one is of another Python or has lost its pip.
define sync
	@{ $(PYTHON) -VV; cat $(1); } | cmp -s - $(VENV)/$(2) || { \
		echo "Đang cài thư viện vào $(VENV), lần đầu mất một vài phút… / Installing libraries…"; \
		{ [ "$$($(BIN)/python -VV 2>/dev/null)" = "$$($(PYTHON) -VV)" ] && $(BIN)/python -m pip --version >/dev/null 2>&1; } \
			|| $(PYTHON) -m venv --clear $(VENV) || exit 1; \
		$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $(1) || { \
			echo "Không cài được thư viện: kiểm tra mạng rồi chạy lại. / Libraries were not installed: check the network, run again."; \
			exit 1; }; \
		{ $(PYTHON) -VV; cat $(1); } > $(VENV)/$(2); }
endef

install: python
	$(call sync,requirements.txt,run.stamp)

install-test: python
	$(call sync,tests/requirements.txt,test.stamp)

# For Linux, Windows and macOS at once, from the direct dependencies in pyproject.toml.
lock: install-test
	@for extra in "-o requirements.txt" "--extra test -c requirements.txt -o tests/requirements.txt"; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--custom-compile-command "make lock" pyproject.toml $$extra || exit 1; done

# Known weaknesses of what is locked; asks the index, so it needs a network.
audit: install-test
	@$(BIN)/uvx pip-audit --strict --disable-pip --require-hashes -r requirements.txt || { \
		echo "Có lỗ hổng đã biết, hoặc không hỏi được (cần mạng). / Known weaknesses, or nobody could be asked (needs a network)."; \
		exit 1; }

sample: install-test
	@$(BIN)/python data/sample/generate.py

bench: install-test
	@for name in pages build reading linking documents; do echo "== $$name"; $(BIN)/python bench/$$name.py || exit 1; done

# Rewrites docs/pictures/flame-bien-dong.svg. Another page: .venv/bin/python bench/flame.py tre-em
flame: install-test
	@$(BIN)/python bench/flame.py

# The pictures of docs/pages.md, in a real Chromium.
pictures: install-test
	@$(BIN)/python docs/take_pictures.py

# dist/giam-ngheo.zip, for PCs without a network: the project and its wheels for Windows and Linux. Needs a network itself.
bundle: install-test
	@$(BIN)/python release/bundle.py

clean:
	@rm -rf dist $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache data/current data/warehouse-*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
