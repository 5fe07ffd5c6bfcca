#!/bin/sh
# Run once by the postgres image on an empty volume: the two roles, the database and its extensions.
set -eu
{
  printf "\\\\set owner_password '%s'\n\\\\set app_password '%s'\n" "$OWNER_PASSWORD" "$APP_PASSWORD"
  cat /bootstrap.sql
} | psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -f -
