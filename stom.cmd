@echo off
rem Builds what is missing, quietly, and runs an example: stom help
setlocal EnableExtensions
set "HOME_DIR=%~dp0"
set "MODULE=examples"
if /I "%~1"=="bench" set "MODULE=benchmarks"
set "JAVA_CMD=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_CMD=%JAVA_HOME%\bin\java.exe"
"%JAVA_CMD%" -version >nul 2>&1
if errorlevel 1 (
  echo stom: no java found: install a JDK 17 or newer, or set JAVA_HOME 1>&2
  exit /b 1
)
set "BUILT=%HOME_DIR%%MODULE%\target\.built"
rem Without a shell's file times at hand: built once, and again after 'mvn clean' or when the marker is deleted.
if exist "%BUILT%" goto run
where mvn >nul 2>&1
if errorlevel 1 (
  echo stom: no mvn found: install Maven 3.8.7 or newer 1>&2
  exit /b 1
)
if not exist "%HOME_DIR%%MODULE%\target" mkdir "%HOME_DIR%%MODULE%\target"
echo Building the SDK and its examples; the first time this takes a minute or two ... 1>&2
pushd "%HOME_DIR%"
call mvn -B -ntp -q -pl %MODULE% -am package -Dmaven.test.skip=true -Dmaven.javadoc.skip=true -Dmaven.source.skip=true -Dspotless.check.skip=true > "%HOME_DIR%%MODULE%\target\build.log" 2>&1
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" (
  type "%HOME_DIR%%MODULE%\target\build.log" 1>&2
  echo stom: the build failed 1>&2
  exit /b 1
)
type nul > "%BUILT%"
:run
set "CP=%HOME_DIR%%MODULE%\target\classes;%HOME_DIR%%MODULE%\target\lib\*"
if "%MODULE%"=="benchmarks" (
  "%JAVA_CMD%" -cp "%CP%" dev.stom.benchmarks.Bench %2 %3 %4 %5 %6 %7 %8 %9
) else (
  "%JAVA_CMD%" -Djdk.console=java.base -Dfile.encoding=UTF-8 -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%CP%" dev.stom.examples.Stom %*
)
exit /b %ERRORLEVEL%
