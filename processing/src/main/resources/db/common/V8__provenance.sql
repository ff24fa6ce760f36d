-- What a reader needs to judge a reading and a radio link; appended, as columns of dash_* views are a contract.

-- uplink_id, model, codec_version: the message that brought the reading, and which content of which model decoded it; see model_version.
-- Null where the uplink is pruned.
CREATE OR REPLACE VIEW dash_reading AS
SELECT s.*, r.time, r.value, r.flag,
       CASE r.flag WHEN 1 THEN 'pass' WHEN 2 THEN 'not evaluated' WHEN 3 THEN 'suspect' WHEN 4 THEN 'fail' ELSE 'missing' END AS quality,
       test_flag(r.tests, 0) AS gross_range, test_flag(r.tests, 1) AS spike, test_flag(r.tests, 2) AS rate_of_change,
       test_flag(r.tests, 3) AS flat_line, test_flag(r.tests, 4) AS gap, test_flag(r.tests, 5) AS climatology,
       test_flag(r.tests, 6) AS time_source,
       r.uplink_id, u.model, u.codec_version
  FROM reading r JOIN dash_series s USING (series_id) LEFT JOIN uplink u ON u.id = r.uplink_id;

-- complaint: what the network server logged about the uplink, such as that its own codec failed.
CREATE OR REPLACE VIEW dash_uplink AS
SELECT u.id AS uplink_id, u.time, u.arrived_at, u.time_source, u.kind, u.state, u.reason, u.source, u.device, s.pilot, s.id AS site, s.name AS site_name,
       u.frame_counter, u.port, u.spreading_factor, u.frequency_hertz, u.rssi_dbm, u.snr_decibel, jsonb_array_length(u.gateways) AS gateways,
       u.model, u.codec_version, link_margin(u.snr_decibel, u.spreading_factor) AS link_margin_decibel,
       (SELECT string_agg(l.reason, '; ' ORDER BY l.id) FROM uplink l WHERE l.about = u.identity) AS complaint
  FROM uplink u
  LEFT JOIN deployment p ON p.device = u.device AND p.starts_at <= u.time AND (p.ends_at IS NULL OR p.ends_at > u.time)
  LEFT JOIN site s ON s.id = p.site;

-- Frames as they were heard, with or without readings. lost_before: frames of the same session that are missing between the one before and
-- this one; an upper bound, as some network servers keep frames without a payload to themselves. A counter that goes back begins anew,
-- and so does one that leaps further than a network server follows (LoRaWAN 1.0, MAX_FCNT_GAP).
CREATE VIEW dash_frame AS
SELECT f.uplink_id, f.time, f.source, f.device, f.dev_addr, f.frame_counter, f.port,
       CASE WHEN f.step BETWEEN 1 AND 16384 THEN f.step - 1 ELSE 0 END AS lost_before
  FROM (SELECT id AS uplink_id, time, source, device, dev_addr, frame_counter, port,
               frame_counter - lag(frame_counter) OVER (PARTITION BY source, device, dev_addr ORDER BY time, id) AS step
          FROM uplink
         WHERE kind = 'uplink' AND state <> 'duplicate') f;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pilotfeld_dashboard') THEN
    GRANT SELECT ON dash_frame TO pilotfeld_dashboard;
  END IF;
END $$;
