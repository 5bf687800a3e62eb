#!/usr/bin/env bash
# Sees to a Chromium for the browser journeys: says where it is, or installs it with the system's package manager.
#
# Ends with 0 where a browser answers and with 1, loudly, where none could be had; the browser tests are skipped then.
set -u

answering() {  # a snap's stand-in that cannot run is not a browser
    local name
    for name in "${REPATRIA_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name" >/dev/null && timeout 30 "$name" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

loud() {
    echo "############################################################################" >&2
    echo "##  NO BROWSER: $1" >&2
    echo "##  The browser journeys will be SKIPPED. Install Chromium and run again." >&2
    echo "############################################################################" >&2
    exit 1
}

answering && exit 0
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } || loud "Chromium is missing, and installing needs root"
    as_root=(sudo -n)
fi
if command -v apt-get >/dev/null; then
    "${as_root[@]}" apt-get update -q >/dev/null
    # The same engine without the windows and bars that nobody sees, which cost a third of its time; not all have it.
    name=chromium
    apt-cache show chromium-headless-shell >/dev/null 2>&1 && name=chromium-headless-shell
    echo "installing $name with apt-get"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$name" >/dev/null
elif command -v dnf >/dev/null; then
    echo "installing chromium with dnf"
    "${as_root[@]}" dnf install -q -y chromium >/dev/null
elif command -v apk >/dev/null; then
    echo "installing chromium with apk"
    "${as_root[@]}" apk add --quiet chromium
else
    loud "Chromium is missing, and this system's package manager is not known here"
fi
answering || loud "the package manager did not bring a Chromium that runs"
