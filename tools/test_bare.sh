# Build the wheel, install it without extras into a venv of its own, and run the tests that need none.
# Usage: sh tools/test_bare.sh      (make bare)
set -eu
cd "$(dirname "$0")/.."

rm -rf build/bare .venv-bare
.venv/bin/python -m hatchling build --target wheel --directory build/bare
.venv/bin/python -m venv .venv-bare
bare_pip=".venv-bare/bin/python -m pip --disable-pip-version-check -qq"
$bare_pip install --require-hashes -r requirements/bare.txt
$bare_pip install --no-deps --no-index build/bare/*.whl

# What needs an extra says which one, in one sentence, and writes nothing.
needs() {
  extra=$1; shift
  code=0
  said=$(.venv-bare/bin/caseline "$@" 2>&1) || code=$?
  case "$code $said" in
    "18 "*"caseline[$extra]"*) echo "caseline $1, without its extra: $said" ;;
    *) echo "caseline $1, without its extra, ended with $code and said: $said" >&2; exit 1 ;;
  esac
}
needs report report examples/moser-2025.toml -o build/bare/report
needs web serve --port 0
if [ -e build/bare/report ]; then echo "and it wrote build/bare/report" >&2; exit 1; fi

.venv-bare/bin/python -m pytest -m "not extra and not browser"
