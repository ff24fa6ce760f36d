-- Run once by the superuser when the database is made. The service owns its database and is no superuser;
-- Grafana may read what pilotfeld_dashboard may (the dash_* views, granted by the migrations) and nothing else.
\set pilotfeld `cat /run/secrets/pilotfeld_verifier`
\set grafana `cat /run/secrets/grafana_verifier`

-- Only a superuser may create it. The image has done so already; another may not have it at all.
SELECT 'CREATE EXTENSION IF NOT EXISTS timescaledb' FROM pg_available_extensions WHERE name = 'timescaledb' \gexec

CREATE ROLE pilotfeld LOGIN PASSWORD :'pilotfeld';
CREATE ROLE pilotfeld_dashboard NOLOGIN;
CREATE ROLE grafana LOGIN PASSWORD :'grafana' IN ROLE pilotfeld_dashboard;
-- A question that takes longer was asked by mistake; four times what the slowest panel may need.
ALTER ROLE grafana SET statement_timeout = '60s';
ALTER ROLE grafana SET default_transaction_read_only = on;

ALTER DATABASE pilotfeld OWNER TO pilotfeld;
REVOKE ALL ON DATABASE pilotfeld FROM PUBLIC;
GRANT CONNECT ON DATABASE pilotfeld TO pilotfeld_dashboard;
