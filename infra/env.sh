#!/bin/sh
# Writes .env out of .env.example, and makes its secrets. What .env says is never changed: a second
# run, after an upgrade say, adds what is missing and makes empty secrets. Needs nothing but a shell.
#
# usage: env.sh [folder]
set -eu
umask 077

folder="${1:-$(dirname "$0")/..}"
example="$folder/.env.example"
env="$folder/.env"

secret() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

filled() {
  while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in
      [A-Z]*_PASSWORD= | [A-Z]*_TOKEN=) printf '%s%s\n' "$line" "$(secret)" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}

if [ ! -e "$env" ]; then
  filled < "$example" > "$env.new"
  mv "$env.new" "$env"
  echo "Wrote $env. Now say IMMICH_URL and MEDIA_PATH in it."
  exit 0
fi

chmod 600 "$env"
if grep -Eq '^[A-Z][A-Z0-9_]*_(PASSWORD|TOKEN)=$' "$env"; then
  filled < "$env" > "$env.new"
  mv "$env.new" "$env"
  echo "Made the secrets that were empty in $env."
fi
[ -z "$(tail -c 1 "$env")" ] || echo >> "$env"
grep '^[A-Z][A-Z0-9_]*=' "$example" | while IFS= read -r line; do
  if ! grep -q "^${line%%=*}=" "$env"; then
    printf '%s\n' "$line" | filled >> "$env"
    echo "Added ${line%%=*} to $env."
  fi
done
echo "$env is complete."
