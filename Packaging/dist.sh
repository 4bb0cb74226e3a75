#!/bin/sh
# Makes packages of a built tla-sim: dist.sh BINARY FOLDER
# One is an archive for any Linux, the other a Debian package, where there is dpkg. The same binary gives the same bytes: files have the
# day of the release, belong to root, and are in order.
set -eu

binary=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
release=$source/Sources/tla-sim/Release.swift
version=$(sed -n 's/.* version = "\(.*\)"/\1/p' "$release")
SOURCE_DATE_EPOCH=$(date -u -d "$(sed -n 's/.* date = "\(.*\)"/\1/p' "$release")" +%s)
export SOURCE_DATE_EPOCH

if [ "$("$binary" --version)" != "$version" ]; then
	echo "$binary is not of version $version: build it anew" >&2
	exit 1
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
umask 022
settle() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# An archive with a folder of its own.
name=tla-sim-$version-linux-$(uname -m)
"$source/Packaging/install.sh" "$binary" "$stage/$name" > /dev/null
settle "$stage/$name"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$stage" -cf - "$name" \
	| gzip -9n > "$folder/$name.tar.gz"
echo "wrote $folder/$name.tar.gz"

if ! command -v dpkg-shlibdeps > /dev/null || ! command -v dpkg-deb > /dev/null; then
	echo "no Debian package: dpkg-dev is not installed"
	exit 0
fi

# The Debian package. What it depends on is asked of the program itself.
root=$stage/debian
architecture=$(dpkg --print-architecture)
"$source/Packaging/install.sh" "$binary" "$root/usr" zsh/vendor-completions > /dev/null
gzip -9n "$root/usr/share/man/man1/tla-sim.1"
mv "$root/usr/share/doc/tla-sim/LICENSE" "$root/usr/share/doc/tla-sim/copyright"
# The guide links to the licence by its own name.
ln -s copyright "$root/usr/share/doc/tla-sim/LICENSE"

mkdir -p "$stage/ask/debian"
printf 'Source: tla-sim\n\nPackage: tla-sim\nArchitecture: any\n' > "$stage/ask/debian/control"
depends=$(cd "$stage/ask" && dpkg-shlibdeps -O "$root/usr/bin/tla-sim" 2> /dev/null | sed -n 's/^shlibs:Depends=//p')
if [ -z "$depends" ]; then
	echo "dpkg-shlibdeps does not know what $binary depends on" >&2
	exit 1
fi

mkdir "$root/DEBIAN"
size=$(find "$root/usr" -type f -printf '%s\n' | awk '{ size += int(($1 + 1023) / 1024) } END { print size }')
cat > "$root/DEBIAN/control" << CONTROL
Package: tla-sim
Version: $version
Section: devel
Priority: optional
Architecture: $architecture
Maintainer: tla-sim contributors <contributors@tla-sim.invalid>
Installed-Size: $size
Depends: $depends
Suggests: nodejs
Description: in what order JavaScript modules run, when, and why
 Runs a graph of ES modules with top-level await on a simulator of ECMA-262,
 tells in what order their bodies run, who waits for whom, and draws it as
 timelines and module graphs.
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums)
settle "$root"
package=$folder/tla-sim_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" > /dev/null
echo "wrote $package"
