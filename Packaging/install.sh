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

if [ "$what" = --remove ]; then
	rm -f "$program" "$manual" "$bash_completion" "$zsh_completion" "$fish_completion"
	rm -rf "$documents"
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
rm -rf "$documents"
mkdir -p "$documents/Output"
cd "$source"
cp -R README.md CHANGELOG.md CONTRIBUTING.md LICENSE docs Scenarios "$documents"
cp -R Output/README.md Output/*/ "$documents/Output"
find "$documents" -type d -exec chmod 755 {} +
find "$documents" -type f -exec chmod 644 {} +

echo "installed $program"
