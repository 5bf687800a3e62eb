#!/usr/bin/env bash
# Runs the browser journeys beside all other suites: they wait most of their time, and no process shall wait with them.
#
#   tools/browsers_beside.sh .venv/bin/pytest -n auto -m "not slow and not whole"
#
# What the journeys said is printed when all has ended; it fails where either failed. The journeys go before in their
# claim to a core: they are one chain, which would otherwise end last.
set -u

pytest=$1
marks="" durations=() previous=""
for word in "$@"; do
    [ "$previous" = -m ] && marks=$word
    [[ $word == --durations* ]] && durations+=("$word")
    previous=$word
done
mapfile -t files < <(grep -rl "pytest.mark.browser" tests/journeys tests/heavy --include "test_*.py" | sort)
said=$(mktemp)
kept=$(mktemp -d)
trap 'rm -rf "$said" "$kept"' EXIT
export REPATRIA_TEST_KEPT=$kept  # what is made once for all processes of this run

"$pytest" -m "browser and $marks" --basetemp="$kept/browsers" "${durations[@]}" "${files[@]}" >"$said" 2>&1 </dev/null &
browsers=$!
trap 'kill -INT "$browsers" 2>/dev/null' INT TERM
others_failed=0 browsers_failed=0
nice -n 5 "$@" -m "not browser and $marks" || others_failed=$?
wait "$browsers" || browsers_failed=$?
echo "== in a browser, beside these"
cat "$said"
awk '{p += $1; f += $2; e += $3; s += $4} END {print "in all: " p " passed, " f " failed, " e " errors, " s " skipped"}' \
    "$kept"/counts-*
if [ "$others_failed" -ne 0 ]; then exit "$others_failed"; fi
exit "$browsers_failed"
