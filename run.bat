@echo off
rem The Windows twin of `make run`. Written with care, NOT RUN on Windows by its authors yet.
rem No goto and no labels: with code page 65001 older versions of cmd lose their place in files that hold Vietnamese.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set "VENV=.venv\Scripts\python.exe"

rem The first Python of 3.11 or later; the launcher `py` first, since "python" alone may be the Store's empty stub.
set "PYTHON="
for %%P in ("py -3.13" "py -3.12" "py -3.11" "py -3" "python") do (
    if not defined PYTHON (
        %%~P -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=%%~P"
    )
)
if not defined PYTHON (
    echo Máy này chưa có Python 3.11 trở lên.
    echo Cách cài: mở Microsoft Store, tìm "Python 3.13", bấm Cài đặt; hoặc tải tại python.org. Sau đó chạy lại tệp này.
    pause
    exit /b 1
)

rem A .venv that was made by a Python no longer here cannot start: make it anew.
"%VENV%" -c "import pip" >nul 2>nul || %PYTHON% -m venv --clear .venv
if not exist "%VENV%" (
    echo Không tạo được thư mục .venv. Hãy chép cả thư mục chương trình vào nơi có quyền ghi, ví dụ Documents, rồi chạy lại.
    pause
    exit /b 1
)

fc /b requirements.txt .venv\run.stamp >nul 2>nul || (
    echo Đang cài thư viện, lần đầu mất vài phút...
    "%VENV%" -m pip install --disable-pip-version-check --require-hashes -r requirements.txt && copy /y requirements.txt .venv\run.stamp >nul
)
fc /b requirements.txt .venv\run.stamp >nul 2>nul || (
    echo Không cài được thư viện. Hãy kiểm tra mạng rồi chạy lại.
    pause
    exit /b 1
)

"%VENV%" -m etl build || echo Chưa nạp được số liệu mới; mở số liệu đã nạp lần trước.
echo Mở trình duyệt tại http://127.0.0.1:8501 - dừng bằng Ctrl+C.
"%VENV%" -m streamlit run app.py
if errorlevel 1 pause
