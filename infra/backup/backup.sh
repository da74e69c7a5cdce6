#!/bin/sh
# Writes the three databases and the configuration into one file: backup.sh FOLDER [CONFIG…]
#
# Postgres is reached as libpq's environment says (PGHOST, PGUSER, …), or through a container:
# PG="docker compose exec -T postgres-custom".
set -eu
umask 077
folder=${1:?"say into which folder"}
shift

mkdir -p "$folder"
work=$(mktemp -d "$folder/.backup.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

for name in grouping dedup gateway; do
  ${PG:-} pg_dump --format=custom --dbname="$name" >"$work/$name.dump"
done
mkdir "$work/config"
for file in "$@"; do
  mkdir -p "$work/config/$(dirname "$file")"
  cp "$file" "$work/config/$file"
done

made="$folder/twinlens-$(date -u +%Y%m%dT%H%M%SZ).tar"
tar -C "$work" -cf "$work.tar" grouping.dump dedup.dump gateway.dump config
mv "$work.tar" "$made"
echo "$made"
