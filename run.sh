#!/bin/sh
# What run.bat does, on Linux: installs without network or administrator rights where the folder `wheels` is there.
cd "$(dirname "$0")" || exit 1
export PYTHONUTF8=1

# The first Python that the bundled wheels are made for, else the newest there is: prepare.py says what is wrong with it.
python=""
for wanted in "(3, 11) <= sys.version_info[:2] <= (3, 13)" "sys.version_info >= (3, 11)" "sys.version_info >= (3, 6)"; do
    for candidate in python3.13 python3.12 python3.11 python3 python; do
        if [ -z "$python" ] && "$candidate" -c "import sys; sys.exit(not ($wanted))" >/dev/null 2>&1; then
            python=$candidate
        fi
    done
done
if [ -z "$python" ]; then
    echo "Máy này chưa có Python. Cần Python từ 3.11 đến 3.13. Debian, Ubuntu: sudo apt install python3 python3-venv. Sau đó chạy lại run.sh." >&2
    exit 1
fi

"$python" release/prepare.py || exit 1
.venv/bin/python -m etl build || echo "Chưa nạp được số liệu mới; mở số liệu đã nạp lần trước."
echo "Mở trình duyệt tại http://127.0.0.1:8501 - dừng bằng Ctrl+C."
exec .venv/bin/python -m streamlit run app.py "$@"
