-- Run as superuser at every start, on the maintenance database; every statement may be repeated.
-- Variables: owner_password, app_password. Extensions and default rights also go into template1, from which test databases are made.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;

SELECT 'CREATE ROLE sca_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sca_owner') \gexec
SELECT 'CREATE ROLE sca_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sca_app') \gexec
ALTER ROLE sca_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD :'owner_password';
ALTER ROLE sca_app LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD :'app_password';
SELECT 'CREATE DATABASE sca OWNER sca_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'sca') \gexec

\connect template1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sca_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sca_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sca_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sca_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO sca_app;

\connect sca
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sca_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sca_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sca_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sca_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO sca_app;
