-- The owner of the tables, for psql: no superuser. It makes the logins of the applications (CREATEROLE),
-- and ends their sessions where they hold up their containment (`--cut`).
\set password `cat /run/secrets/database_password`
CREATE ROLE latchkey LOGIN CREATEROLE PASSWORD :'password';
GRANT pg_signal_backend, pg_read_all_stats TO latchkey;
CREATE DATABASE latchkey OWNER latchkey;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
