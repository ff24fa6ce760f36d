-- What Grafana may read: dash_* views and nothing else. Their columns are a contract; the tables behind them are not.

-- Best SNR above what the demodulator still reads (SF7 to SF12); null without a spreading factor.
CREATE FUNCTION link_margin(snr_decibel real, spreading_factor smallint) RETURNS double precision
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS 'SELECT snr_decibel - (array[-7.5, -10, -12.5, -15, -17.5, -20])[spreading_factor - 6]';

CREATE VIEW dash_pilot AS
SELECT p.id AS pilot, p.title, p.question, p.starts_on, p.ends_on,
       (SELECT count(*) FROM site s WHERE s.pilot = p.id) AS sites
  FROM pilot p;

-- One row per device that is at a site now. silent_after: two and a half reporting intervals without an uplink.
CREATE VIEW dash_device AS
SELECT d.id AS device, m.vendor, m.name AS model, s.pilot, s.id AS site, s.name AS site_name, s.asset,
       s.latitude, s.longitude, p.starts_at AS deployed_at,
       coalesce(p.reporting_interval, m.reporting_interval) AS reporting_interval,
       u.time AS last_uplink, u.spreading_factor, u.rssi_dbm, u.snr_decibel, jsonb_array_length(u.gateways) AS gateways,
       link_margin(u.snr_decibel, u.spreading_factor) AS link_margin_decibel,
       CASE WHEN u.time IS NULL THEN 'never heard'
            WHEN u.time < now() - 2.5 * coalesce(p.reporting_interval, m.reporting_interval) THEN 'silent'
            ELSE 'in contact' END AS contact
  FROM deployment p
  JOIN device d ON d.id = p.device
  JOIN model m ON m.id = d.model
  JOIN site s ON s.id = p.site
  LEFT JOIN LATERAL (SELECT time, spreading_factor, rssi_dbm, snr_decibel, gateways FROM uplink
                      WHERE device = d.id AND kind IN ('uplink', 'pack') AND state = 'stored'
                      ORDER BY time DESC LIMIT 1) u ON true
 WHERE p.starts_at <= now() AND (p.ends_at IS NULL OR p.ends_at > now());

CREATE VIEW dash_series AS
SELECT r.id AS series_id, s.pilot, s.id AS site, s.name AS site_name, s.asset, r.subject_kind, r.subject, r.quantity, r.channel, r.unit
  FROM series r
  JOIN site s ON r.subject_kind = 'site' AND s.id = r.subject
UNION ALL
SELECT r.id, s.pilot, s.id, s.name, s.asset, r.subject_kind, r.subject, r.quantity, r.channel, r.unit
  FROM series r
  JOIN LATERAL (SELECT site FROM deployment WHERE device = r.subject ORDER BY starts_at DESC LIMIT 1) p ON r.subject_kind = 'device'
  JOIN site s ON s.id = p.site;

CREATE VIEW dash_reading AS
SELECT s.*, r.time, r.value, r.flag,
       CASE r.flag WHEN 1 THEN 'pass' WHEN 2 THEN 'not evaluated' WHEN 3 THEN 'suspect' WHEN 4 THEN 'fail' ELSE 'missing' END AS quality,
       test_flag(r.tests, 0) AS gross_range, test_flag(r.tests, 1) AS spike, test_flag(r.tests, 2) AS rate_of_change,
       test_flag(r.tests, 3) AS flat_line, test_flag(r.tests, 4) AS gap, test_flag(r.tests, 5) AS climatology,
       test_flag(r.tests, 6) AS time_source
  FROM reading r JOIN dash_series s USING (series_id);

CREATE VIEW dash_reading_hourly AS
SELECT s.*, r.bucket AS time, r.readings, r.good, r.suspect, r.failed, r.average, r.minimum, r.maximum
  FROM reading_hourly r JOIN dash_series s USING (series_id);

CREATE VIEW dash_reading_daily AS
SELECT s.*, r.bucket AS time, r.readings, r.good, r.suspect, r.failed, r.average, r.minimum, r.maximum
  FROM reading_daily r JOIN dash_series s USING (series_id);

CREATE VIEW dash_uplink AS
SELECT u.id AS uplink_id, u.time, u.arrived_at, u.time_source, u.kind, u.state, u.reason, u.source, u.device, s.pilot, s.id AS site, s.name AS site_name,
       u.frame_counter, u.port, u.spreading_factor, u.frequency_hertz, u.rssi_dbm, u.snr_decibel, jsonb_array_length(u.gateways) AS gateways,
       u.model, u.codec_version, link_margin(u.snr_decibel, u.spreading_factor) AS link_margin_decibel
  FROM uplink u
  LEFT JOIN deployment p ON p.device = u.device AND p.starts_at <= u.time AND (p.ends_at IS NULL OR p.ends_at > u.time)
  LEFT JOIN site s ON s.id = p.site;

-- One row per gateway that heard an uplink.
CREATE VIEW dash_reception AS
SELECT u.id AS uplink_id, u.time, u.device, g.value ->> 'id' AS gateway,
       (g.value ->> 'rssiDbm')::real AS rssi_dbm, (g.value ->> 'snrDecibel')::real AS snr_decibel,
       jsonb_array_length(u.gateways) AS heard_by
  FROM uplink u CROSS JOIN LATERAL jsonb_array_elements(u.gateways) g
 WHERE u.kind = 'uplink';

-- A device going to or leaving a site, for annotations.
CREATE VIEW dash_deployment AS
SELECT p.starts_at AS time, p.ends_at AS time_end, s.pilot, p.site, s.name AS site_name, p.device, d.model,
       row_number() OVER (PARTITION BY p.site ORDER BY p.starts_at) > 1 AS swap
  FROM deployment p JOIN site s ON s.id = p.site JOIN device d ON d.id = p.device;

-- What the reporting intervals promise: one row per deployment and site's series that it feeds, told by the last reading of its time.
-- series_id is null where a deployment has fed none; where the uplink of that reading is pruned, the deployment is taken to have fed it.
CREATE VIEW dash_expectation AS
SELECT f.id AS series_id, f.quantity, f.channel, s.pilot, p.site, s.name AS site_name, p.device, d.model, coalesce(p.reporting_interval, m.reporting_interval) AS reporting_interval, p.starts_at, p.ends_at
  FROM deployment p
  JOIN device d ON d.id = p.device
  JOIN model m ON m.id = d.model
  JOIN site s ON s.id = p.site
  LEFT JOIN LATERAL (
       SELECT r.id, r.quantity, r.channel
         FROM series r
         JOIN LATERAL (SELECT uplink_id FROM reading
                        WHERE series_id = r.id AND time >= p.starts_at AND time < coalesce(p.ends_at, 'infinity')
                        ORDER BY time DESC LIMIT 1) l ON true
         LEFT JOIN uplink u ON u.id = l.uplink_id
        WHERE r.subject_kind = 'site' AND r.subject = p.site AND (u.id IS NULL OR u.device = p.device)) f ON true;

CREATE VIEW dash_tally AS
SELECT minute AS time, outcome, sum(count)::bigint AS count FROM tally GROUP BY 1, 2;
CREATE INDEX tally_of_outcome ON tally (outcome, minute);

-- Uplinks that wait for someone before they can become readings; counted in the partial indexes alone.
CREATE VIEW dash_waiting AS
SELECT 'quarantined' AS state, count(*) AS uplinks, min(arrived_at) AS oldest FROM uplink WHERE state = 'quarantined'
UNION ALL
SELECT 'unregistered', count(*), min(arrived_at) FROM uplink WHERE state = 'unregistered';

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pilotfeld_dashboard')
     AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
    CREATE ROLE pilotfeld_dashboard NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

DO $$
DECLARE v text;
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pilotfeld_dashboard') THEN
    FOR v IN SELECT viewname FROM pg_views WHERE schemaname = current_schema() AND viewname LIKE 'dash\_%' LOOP
      EXECUTE format('GRANT SELECT ON %I TO pilotfeld_dashboard', v);
    END LOOP;
  END IF;
END $$;
