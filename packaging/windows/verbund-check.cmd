@echo off
setlocal
set "VERBUND_CHECK_CALLED=verbund-check"
"%~dp0programm\python.exe" -m verbund_check %*
exit /b %errorlevel%
