#!/bin/sh
# Run once by the PostgreSQL image in an empty data folder: the three roles of Firstbell, none of them a superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -v relay="$RELAY_PASSWORD" <<'SQL'
CREATE ROLE firstbell_owner LOGIN PASSWORD :'owner';
CREATE ROLE firstbell_app LOGIN PASSWORD :'app';
CREATE ROLE firstbell_relay LOGIN PASSWORD :'relay';
CREATE DATABASE firstbell OWNER firstbell_owner;
REVOKE ALL ON DATABASE firstbell FROM PUBLIC;
GRANT CONNECT ON DATABASE firstbell TO firstbell_app, firstbell_relay;
SQL
