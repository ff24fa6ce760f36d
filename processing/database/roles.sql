-- Run once by the superuser when the database is made. The service owns its database and is no superuser;
-- Grafana may read what pilotfeld_dashboard may (the dash_* views, granted by the migrations) and nothing else.
\set pilotfeld `cat /run/secrets/pilotfeld_verifier`
\set grafana `cat /run/secrets/grafana_verifier`

-- Only a superuser may create it. The image has done so already; another may not have it at all.
SELECT 'CREATE EXTENSION IF NOT EXISTS timescaledb'
 WHERE EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
   AND position('timescaledb' IN current_setting('shared_preload_libraries')) > 0 \gexec

CREATE ROLE pilotfeld LOGIN PASSWORD :'pilotfeld';
CREATE ROLE pilotfeld_dashboard NOLOGIN;
CREATE ROLE grafana LOGIN PASSWORD :'grafana' IN ROLE pilotfeld_dashboard;
-- What takes longer is a panel over far too much, and would take the database from the others.
ALTER ROLE grafana SET statement_timeout = '60s';
ALTER ROLE grafana SET default_transaction_read_only = on;

ALTER DATABASE pilotfeld OWNER TO pilotfeld;
REVOKE ALL ON DATABASE pilotfeld FROM PUBLIC;
GRANT CONNECT ON DATABASE pilotfeld TO pilotfeld_dashboard;
