#!/bin/sh
# Puts the three databases back as a backup has them: restore.sh FILE. Stop the services first.
#
# What is there is replaced only when everything in the file could be read into new databases. The
# configuration in the file stays there: look at it with tar.
set -eu
umask 077
file=${1:?"say which file"}
names="grouping dedup gateway"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
tar -C "$work" -xf "$file"

ask() {
  ${PG:-} psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$1" --command="$2"
}

for name in $names; do
  ask postgres "DROP DATABASE IF EXISTS ${name}_restored WITH (FORCE)"
  ask postgres "CREATE DATABASE ${name}_restored OWNER $name TEMPLATE template0"
  ask postgres "REVOKE ALL ON DATABASE ${name}_restored FROM PUBLIC" # as databases.sh made it
  ${PG:-} pg_restore --exit-on-error --dbname="${name}_restored" <"$work/$name.dump"
done

# Positions in a feed of changes mean nothing beyond the server that counted them: whoever follows
# reads everything once more.
for name in grouping dedup; do
  ask "${name}_restored" "TRUNCATE changes"
  ask "${name}_restored" "DELETE FROM library_state WHERE key = 'changes_forgotten'"
done
ask gateway_restored "TRUNCATE positions"

for name in $names; do
  ask postgres "DROP DATABASE IF EXISTS ${name}_replaced WITH (FORCE)"
  ask postgres "ALTER DATABASE $name ALLOW_CONNECTIONS false"
  ask postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '$name'" >"$work/ended"
done
renamed=""
for name in $names; do
  renamed="$renamed ALTER DATABASE $name RENAME TO ${name}_replaced;"
  renamed="$renamed ALTER DATABASE ${name}_restored RENAME TO $name;"
done
ask postgres "BEGIN; $renamed COMMIT"
for name in $names; do
  ask postgres "DROP DATABASE ${name}_replaced WITH (FORCE)"
done
echo "restored $file"
