#!/usr/bin/env bash
# Looks into the packages: check.sh BINARY FOLDER
# What is in them, whose it is and of which day, what the Debian package asks for, and that the same binary gives the same bytes.
set -euo pipefail

binary=$1
folder=$2
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
version=$(sed -n 's/.* version = "\(.*\)"/\1/p' "$source/Sources/tla-sim/Release.swift")
day=$(sed -n 's/.* date = "\(.*\)"/\1/p' "$source/Sources/tla-sim/Release.swift")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
faults=0
fault() { echo "fault: $*" >&2; faults=$((faults + 1)); }

# By the folder of a package that stands for its prefix.
check_content() {
	local root=$1 zsh=$2 manual=$3 licence=$4 file
	for file in bin/tla-sim "share/man/man1/$manual" share/bash-completion/completions/tla-sim "share/$zsh/_tla-sim" \
		share/fish/vendor_completions.d/tla-sim.fish "share/doc/tla-sim/$licence" share/doc/tla-sim/README.md \
		share/doc/tla-sim/docs/scenario.md share/doc/tla-sim/Scenarios/hello/siblings.yaml; do
		[ -s "$root/$file" ] || fault "$file is missing in $root"
	done
	[ "$("$root/bin/tla-sim" --version)" = "$version" ] || fault "the program is not of version $version"
	[ "$(stat -c %s "$root/bin/tla-sim")" -lt 30000000 ] || fault "the program has 30 MB or more"
	! readelf -S "$root/bin/tla-sim" | grep -q '\.debug_info' || fault "the program is not stripped"
	# No locale data of Foundation, and nothing that tells where it was built.
	! grep -q icudt "$root/bin/tla-sim" || fault "the program holds ICU's data"
	! grep -qF "$source/" "$root/bin/tla-sim" || fault "the program holds the path $source"
	# Every link of the guide leads to something that is there.
	sed -n 's/.*/&/p' "$root/share/doc/tla-sim/README.md" | grep -o '](\([^)#:]*\))' | tr -d '()]' | while read -r link; do
		[ -e "$root/share/doc/tla-sim/$link" ] || echo "$link"
	done > "$scratch/links"
	[ ! -s "$scratch/links" ] || fault "the guide links to what is not there: $(tr '\n' ' ' < "$scratch/links")"
	bash -n "$root/share/bash-completion/completions/tla-sim" || fault "bash does not read its completion"
	if command -v zsh > /dev/null; then zsh -n "$root/share/$zsh/_tla-sim" || fault "zsh does not read its completion"; fi
	if command -v fish > /dev/null; then
		fish -n "$root/share/fish/vendor_completions.d/tla-sim.fish" || fault "fish does not read its completion"
	fi
	if command -v man > /dev/null; then
		# groff tells of what it does not understand.
		MANWIDTH=80 man --warnings=w -l "$root/share/man/man1/$manual" 2> "$scratch/warnings" > "$scratch/page"
		[ ! -s "$scratch/warnings" ] || fault "the manual page: $(head -3 "$scratch/warnings")"
		grep -q 'EXIT STATUS' "$scratch/page" || fault "the manual page has no exit statuses"
	fi
}

# Everything belongs to root, nobody else may write it, and it is of the day of the release: by a listing of tar.
check_listing() {
	! grep -vE '^([-d]rwxr-xr-x|-rw-r--r--|lrwxrwxrwx) root/root |^([-d]rwxr-xr-x|-rw-r--r--|lrwxrwxrwx) 0/0 ' "$1" || fault "modes or owners"
	! grep -vF " $day " "$1" || fault "files of another day than $day"
}

archive=$(echo "$folder/tla-sim-$version-linux-"*.tar.gz)
[ -f "$archive" ] || { echo "there is no archive of version $version in $folder: make dist" >&2; exit 1; }
TZ=UTC tar -tvzf "$archive" > "$scratch/listing"
check_listing "$scratch/listing"
tar -xzf "$archive" -C "$scratch"
name=$(basename "$archive" .tar.gz)
! awk '{ print $6 }' "$scratch/listing" | grep -v "^$name/" || fault "files outside of $name"
check_content "$scratch/$name" zsh/site-functions tla-sim.1 LICENSE
echo "looked into $archive ($(stat -c %s "$archive") bytes, the program $(stat -c %s "$scratch/$name/bin/tla-sim"))"

package=$(echo "$folder/tla-sim_${version}_"*.deb)
if [ -f "$package" ]; then
	field() { dpkg-deb -f "$package" "$1"; }
	[ "$(field Package) $(field Version)" = "tla-sim $version" ] || fault "it is $(field Package) $(field Version)"
	[ "$(field Architecture)" = "$(dpkg --print-architecture)" ] || fault "it is for $(field Architecture)"
	for library in libc6 libgvc6 libcgraph6 libexpat1; do
		[[ " $(field Depends)," == *" $library"[\ ,]* ]] || fault "it does not depend on $library: $(field Depends)"
	done
	TZ=UTC dpkg-deb -c "$package" > "$scratch/listing"
	check_listing "$scratch/listing"
	mkdir "$scratch/debian"
	dpkg-deb -x "$package" "$scratch/debian"
	dpkg-deb -e "$package" "$scratch/control"
	(cd "$scratch/debian" && md5sum --quiet -c "$scratch/control/md5sums") || fault "files differ from their sums"
	check_content "$scratch/debian/usr" zsh/vendor-completions tla-sim.1.gz copyright
	echo "looked into $package ($(stat -c %s "$package") bytes)"
fi

"$source/Packaging/dist.sh" "$binary" "$scratch/again" > /dev/null
for file in "$archive" "$package"; do
	[ ! -f "$file" ] || cmp "$file" "$scratch/again/$(basename "$file")" || fault "made again it has other bytes"
done
[ "$faults" -eq 0 ] || exit 1
echo "made again they have the same bytes"
