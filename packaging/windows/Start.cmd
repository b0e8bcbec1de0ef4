@echo off
rem Opens the menu of verbund-check, and leaves a window in which its commands run.
title verbund-check
chcp 65001 >nul
set "PATH=%~dp0;%PATH%"
set "VERBUND_CHECK_CALLED=verbund-check"
set "VERBUND_CHECK_PYTHON=%~dp0programm\python.exe"
cd /d "%USERPROFILE%" 2>nul
cmd /k ""%VERBUND_CHECK_PYTHON%" -m verbund_check & echo. & echo In diesem Fenster laufen alle Befehle, die das Programm nennt. & echo Noch einmal von vorn: verbund-check"
