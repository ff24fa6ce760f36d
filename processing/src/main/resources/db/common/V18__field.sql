-- What technicians report from where the sensors hang.

ALTER TABLE site
  ADD COLUMN mounting_height_metres real CHECK (mounting_height_metres BETWEEN -50 AND 200), -- Above the ground; in a shaft below it.
  ADD COLUMN note text CHECK (length(note) BETWEEN 1 AND 2000),
  -- Where a device is tried out: what it measures there is kept, and is in no view and no export.
  ADD COLUMN is_test boolean NOT NULL DEFAULT false;

-- The phone makes the id, so that a task that comes again is answered as the first time. Task and effect are one transaction.
CREATE TABLE field_task (
  id          uuid PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('register', 'swap', 'take_down', 'test')),
  account     text CHECK (length(account) <= 200),
  done_at     timestamptz NOT NULL, -- by the phone's clock, put right by ours
  received_at timestamptz NOT NULL,
  answer      jsonb NOT NULL
);

-- How a sensor is mounted. Drawn anew, so that nothing is in it but the picture.
CREATE TABLE site_photo (
  id       uuid PRIMARY KEY,
  site     text NOT NULL REFERENCES site,
  account  text CHECK (length(account) <= 200),
  taken_at timestamptz NOT NULL,
  jpeg     bytea NOT NULL CHECK (length(jpeg) <= 4194304)
);
CREATE INDEX site_photo_of_site ON site_photo (site, taken_at);

-- The views of KPIs and exports, without sites of tests.
CREATE OR REPLACE VIEW dash_pilot AS
SELECT p.id AS pilot, p.title, p.question, p.starts_on, p.ends_on,
       (SELECT count(*) FROM site s WHERE s.pilot = p.id AND NOT s.is_test) AS sites
  FROM pilot p;

CREATE OR REPLACE VIEW dash_device AS
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
  JOIN site s ON s.id = p.site AND NOT s.is_test
  LEFT JOIN LATERAL (SELECT time, spreading_factor, rssi_dbm, snr_decibel, gateways FROM uplink
                      WHERE device = d.id AND kind IN ('uplink', 'pack') AND state = 'stored'
                      ORDER BY time DESC LIMIT 1) u ON true
 WHERE p.starts_at <= now() AND (p.ends_at IS NULL OR p.ends_at > now());

CREATE OR REPLACE VIEW dash_series AS
SELECT r.id AS series_id, s.pilot, s.id AS site, s.name AS site_name, s.asset, r.subject_kind, r.subject, r.quantity, r.channel, r.unit
  FROM series r
  JOIN site s ON r.subject_kind = 'site' AND s.id = r.subject AND NOT s.is_test
UNION ALL
SELECT r.id, s.pilot, s.id, s.name, s.asset, r.subject_kind, r.subject, r.quantity, r.channel, r.unit
  FROM series r
  JOIN LATERAL (SELECT site FROM deployment WHERE device = r.subject ORDER BY starts_at DESC LIMIT 1) p ON r.subject_kind = 'device'
  JOIN site s ON s.id = p.site AND NOT s.is_test;

CREATE OR REPLACE VIEW dash_deployment AS
SELECT p.starts_at AS time, p.ends_at AS time_end, s.pilot, p.site, s.name AS site_name, p.device, d.model,
       row_number() OVER (PARTITION BY p.site ORDER BY p.starts_at) > 1 AS swap
  FROM deployment p JOIN site s ON s.id = p.site AND NOT s.is_test JOIN device d ON d.id = p.device;

CREATE OR REPLACE VIEW dash_expectation AS
SELECT f.id AS series_id, f.quantity, f.channel, s.pilot, p.site, s.name AS site_name, p.device, d.model, coalesce(p.reporting_interval, m.reporting_interval) AS reporting_interval, p.starts_at, p.ends_at
  FROM deployment p
  JOIN device d ON d.id = p.device
  JOIN model m ON m.id = d.model
  JOIN site s ON s.id = p.site AND NOT s.is_test
  LEFT JOIN LATERAL (
       SELECT r.id, r.quantity, r.channel
         FROM series r
         JOIN LATERAL (SELECT uplink_id FROM reading
                        WHERE series_id = r.id AND time >= p.starts_at AND time < coalesce(p.ends_at, 'infinity')
                        ORDER BY time DESC LIMIT 1) l ON true
         LEFT JOIN uplink u ON u.id = l.uplink_id
        WHERE r.subject_kind = 'site' AND r.subject = p.site AND (u.id IS NULL OR u.device = p.device)) f ON true;
