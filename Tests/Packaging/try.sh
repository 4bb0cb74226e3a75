#!/usr/bin/env bash
# Tries the packages in a clean Debian, as root: try.sh FOLDER ROOT
# The Debian is made in ROOT with debootstrap where it is not there yet. Nothing of this machine is in it: no Swift, no fonts.
set -euo pipefail

folder=$(cd "$1" && pwd)
root=$2
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
if [ "$(id -u)" -ne 0 ]; then echo "making a clean Debian needs root" >&2; exit 1; fi
if [ ! -e "$root/bin/sh" ]; then
	command -v debootstrap > /dev/null || apt-get install -y -qq debootstrap
	debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$root.log" 2>&1 || { tail -5 "$root.log" >&2; exit 1; }
fi
# How this machine reaches the mirror, the clean one does too.
for file in /etc/apt/apt.conf.d/*proxy* /etc/resolv.conf; do [ ! -f "$file" ] || cp -L "$file" "$root$file"; done
# A program finds its arguments in /proc, which a machine has and a folder has not.
inside() {
	unshare --mount sh -euc 'mount -t proc proc "$0/proc" && exec env -i "$@"' "$root" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
		DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" sh -euc "$1"
}
cp "$folder"/tla-sim_*.deb "$folder"/tla-sim-*.tar.gz "$root/tmp"

# What a newcomer does first. $guide is where the README and what it links to are.
first_steps='
	rm -rf /tmp/first && mkdir /tmp/first && cd /tmp/first
	echo "await new Promise((done) => setTimeout(done, 1000)); console.log(\"ready\");" > slow.mjs
	echo "import \"./slow.mjs\"; console.log(\"main\");" > main.mjs
	tla-sim main.mjs
	test -s Output/main.timeline.svg && test -s Output/main.graph.svg
	cd "$guide"
	status=0; tla-sim run Scenarios/dynamic/cyclic-import.yaml --host node -o /tmp/first > /dev/null || status=$?
	test "$status" -eq 13 && test -s /tmp/first/cyclic-import.waits.svg
	tla-sim check Scenarios --quiet
	tla-sim gallery Scenarios -o Output --check | tail -1
	tla-sim draw Scenarios/hello/siblings.yaml -o /tmp/first/siblings.mmd
'

echo "--- the Debian package"
inside 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/tla-sim_*.deb > /tmp/install.log 2>&1 || { tail -20 /tmp/install.log; exit 1; }'
inside "test ! -e /usr/bin/swift; guide=/usr/share/doc/tla-sim; $first_steps"
inside 'test -s /usr/share/man/man1/tla-sim.1.gz && apt-get remove -y -qq tla-sim > /dev/null 2>&1 && test ! -e /usr/bin/tla-sim && test ! -e /usr/share/doc/tla-sim'

echo "--- the archive"
inside 'rm -rf /opt/tla-sim && mkdir -p /opt/tla-sim && tar -xzf /tmp/tla-sim-*.tar.gz -C /opt/tla-sim --strip-components=1'
inside "PATH=/opt/tla-sim/bin:\$PATH; guide=/opt/tla-sim/share/doc/tla-sim; $first_steps"
echo "both packages work in a clean Debian ($suite)"
