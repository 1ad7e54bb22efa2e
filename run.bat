@echo off
rem The Windows twin of `make run` and run.sh. Written with care, NOT RUN on Windows by its authors yet.
rem No goto and no labels: with code page 65001 older versions of cmd lose their place in files that hold Vietnamese.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set "VENV=.venv\Scripts\python.exe"

rem The first Python that the bundled wheels are made for; the launcher `py` first, since "python" alone may be the Store's
rem empty stub. Else any that starts: prepare.py says what is wrong with it.
set "PYTHON="
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python") do (
    if not defined PYTHON (
        %%~P -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul && set "PYTHON=%%~P"
    )
)
for %%P in ("py -3" "python") do (
    if not defined PYTHON (
        %%~P -c "import sys; sys.exit(sys.version_info < (3, 6))" >nul 2>nul && set "PYTHON=%%~P"
    )
)
if not defined PYTHON (
    echo Máy này chưa có Python. Cần Python từ 3.11 đến 3.13, bản 64 bit.
    echo Cách cài: mở Microsoft Store, tìm "Python 3.13", bấm Cài đặt; hoặc chép bộ cài từ python.org sang bằng USB. Sau đó chạy lại tệp này.
    pause
    exit /b 1
)

rem Checks the Python, the room on the disk and the right to write; installs from the folder wheels where there is one.
%PYTHON% release\prepare.py
if errorlevel 1 (
    pause
    exit /b 1
)

"%VENV%" -m etl build || echo Chưa nạp được số liệu mới; mở số liệu đã nạp lần trước.
echo Mở trình duyệt tại http://127.0.0.1:8501 - dừng bằng Ctrl+C.
"%VENV%" -m streamlit run app.py
if errorlevel 1 pause
