#!/bin/sh
# Puts a built tla-sim below a prefix, or takes it away again:
#   install.sh BINARY PREFIX [ZSH-FOLDER]
#   install.sh --remove PREFIX [ZSH-FOLDER]
# ZSH-FOLDER is where zsh looks for completions, below PREFIX/share.
set -eu

what=$1
prefix=$2
zsh=${3:-zsh/site-functions}
source=$(cd "$(dirname "$0")/.." && pwd)

program=$prefix/bin/tla-sim
manual=$prefix/share/man/man1/tla-sim.1
bash_completion=$prefix/share/bash-completion/completions/tla-sim
zsh_completion=$prefix/share/$zsh/_tla-sim
fish_completion=$prefix/share/fish/vendor_completions.d/tla-sim.fish
documents=$prefix/share/doc/tla-sim

# The documents that were put there, one a line, from their folder; of an installation before this list the same as would be put there now.
list=$documents/.installed

source_documents() (
	cd "$source"
	find README.md CHANGELOG.md CONTRIBUTING.md LICENSE docs Scenarios Output/README.md Output/*/ -type f
)

# Takes away these, and the folders that they leave empty. What somebody else has put there stays.
remove_documents() {
	[ -d "$documents" ] || return 0
	{ if [ -f "$list" ]; then cat "$list"; else source_documents; fi; } | while IFS= read -r file; do
		case /$file/ in */../*) ;; *) rm -f "$documents/$file" ;; esac
	done
	rm -f "$list"
	find "$documents" -depth -type d -exec rmdir {} + 2> /dev/null || true
}

if [ "$what" = --remove ]; then
	rm -f "$program" "$manual" "$bash_completion" "$zsh_completion" "$fish_completion"
	remove_documents
	echo "removed tla-sim from $prefix"
	exit 0
fi

umask 022
for file in "$program" "$manual" "$bash_completion" "$zsh_completion" "$fish_completion" "$documents/README.md"; do
	mkdir -p "$(dirname "$file")"
done

# Beside its place first: a program that runs cannot be written over.
cp "$what" "$program.new"
strip "$program.new"
chmod 755 "$program.new"
mv -f "$program.new" "$program"

"$program" manual > "$manual"
"$program" --generate-completion-script bash > "$bash_completion"
"$program" --generate-completion-script zsh > "$zsh_completion"
"$program" --generate-completion-script fish > "$fish_completion"

# The guide with all that it links to. In Output the folders are the gallery; what lies beside them is of somebody's runs.
remove_documents
mkdir -p "$documents/Output"
source_documents > "$list"
cd "$source"
cp -R README.md CHANGELOG.md CONTRIBUTING.md LICENSE docs Scenarios "$documents"
cp -R Output/README.md Output/*/ "$documents/Output"
find "$documents" -type d -exec chmod 755 {} +
find "$documents" -type f -exec chmod 644 {} +

echo "installed $program"
