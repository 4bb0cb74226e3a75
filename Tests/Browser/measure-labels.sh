#!/bin/bash
# Opens pictures in headless Chromium with fonts that are wider than Helvetica, and measures each label against its box.
#
#   Tests/Browser/measure-labels.sh PICTURE.svg…
#
# Ends with 1 when a label overflows, and with 69 where Chromium is not installed.
set -euo pipefail

browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$browser" ]; then
    echo "Chromium is not installed" >&2
    exit 69
fi
here=$(dirname "$(readlink -f "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
    echo '<!DOCTYPE html><meta charset="utf-8"><style>'
    echo 'svg text { font-family: Verdana, "DejaVu Sans", sans-serif !important }'
    echo 'svg text[font-family*="monospace"] { font-family: "DejaVu Sans Mono", monospace !important }'
    echo '</style><body>'
    for picture in "$@"; do
        name=${picture//[^A-Za-z0-9.\/_-]/_}
        echo "<div data-file=\"$name\">"
        cat "$picture"
        echo '</div>'
    done
    echo '<script>'
    cat "$here/measure-labels.js"
    echo '</script></body>'
} > "$folder/page.html"

"$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$folder/profile" --virtual-time-budget=20000 \
    --dump-dom "file://$folder/page.html" > "$folder/result" 2> "$folder/messages" || true
# What comes before is the page's own style sheet.
sed -n '/measured [0-9]* labels/,/end of the measurement/p' "$folder/result" | sed -e 's/.*\(measured [0-9]* labels\)/\1/' -e '/end of the measurement/d' > "$folder/lines"
if ! [ -s "$folder/lines" ]; then
    echo "Chromium measured nothing" >&2
    tail -n 5 "$folder/messages" >&2
    exit 70
fi
cat "$folder/lines"
grep -q . <(tail -n +2 "$folder/lines") && exit 1
exit 0
