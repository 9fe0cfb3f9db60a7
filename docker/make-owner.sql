-- Creates the login that owns the tables (script for psql). It is not a superuser. It creates the logins
-- of the applications (CREATEROLE), and ends their sessions when they block its commands (`--cut`).
\set password `cat /run/secrets/database_password`
CREATE ROLE latchkey LOGIN CREATEROLE PASSWORD :'password';
GRANT pg_signal_backend, pg_read_all_stats TO latchkey;
CREATE DATABASE latchkey OWNER latchkey;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
