#!/bin/sh
# Runs once, when the server's volume is new: a database for each service, with a role that sees
# that one only, and pgvector in it.
set -eu

database() {
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=name="$1" --set=password="$2" \
    --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-postgres}" << 'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
\connect :"name"
CREATE EXTENSION vector;
SQL
}

database grouping "${GROUPING_DB_PASSWORD:?}"
database dedup "${DEDUP_DB_PASSWORD:?}"
database gateway "${GATEWAY_DB_PASSWORD:?}"
