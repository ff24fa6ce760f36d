-- A river as a process of schema level 9 left it: a gauge with 48 frames, of which one waits for its device, and one in quarantine.
INSERT INTO pilot (id, title, starts_on) VALUES ('water', 'Water level', '2026-01-01');
INSERT INTO asset (id, kind, name) VALUES ('bridge-1', 'bridge', 'The old bridge');
INSERT INTO site (id, pilot, asset, name, latitude, longitude) VALUES ('hase-1', 'water', 'bridge-1', 'Hase', 52.28, 8.05);
INSERT INTO model_version (model, version, definition, codec) VALUES ('decentlab-dl-mbx', 'of-old', '{vendor: Decentlab, name: DL-MBX, interval: PT10M, quantities: [{field: distance, quantity: distance, unit: mm, of: site}]}', 'function decodeUplink() {}');
INSERT INTO model (id, version, vendor, name, reporting_interval) VALUES ('decentlab-dl-mbx', 'of-old', 'Decentlab', 'DL-MBX', interval '10 minutes');
INSERT INTO device (id, model) VALUES ('70b3d57ba0000001', 'decentlab-dl-mbx');
INSERT INTO deployment (device, site, starts_at) VALUES ('70b3d57ba0000001', 'hase-1', '2026-01-01 00:00Z');
-- With the columns that the level has.
INSERT INTO account SELECT * FROM json_populate_record(CAST(NULL AS account),
  '{"name": "admin", "password_hash": "a hash", "created_at": "2026-01-01T00:00:00Z", "role": "administrator", "password_version": 1}');
INSERT INTO coap_key (device, key_encrypted, created_at) VALUES ('70b3d57ba0000001', decode(repeat('00', 40), 'hex'), '2026-01-01 00:00Z');

INSERT INTO message (arrived_at, id, source, topic, body)
SELECT '2026-07-18 12:00:01Z'::timestamptz + n * interval '10 minutes', n, 'chirpstack', 'application/a/device/70b3d57ba0000001/event/up', '{}'
  FROM generate_series(1, 50) n;
INSERT INTO uplink (identity, id, kind, state, reason, source, arrived_at, time, time_source, device, model, codec_version, dev_addr, frame_counter, port,
                    spreading_factor, rssi_dbm, snr_decibel, gateways)
SELECT md5(n::text)::uuid, n, 'uplink', CASE n WHEN 49 THEN 'unregistered' WHEN 50 THEN 'quarantined' ELSE 'stored' END,
       CASE n WHEN 50 THEN 'byte 5 is missing' END, 'chirpstack', m.arrived_at, m.arrived_at - interval '1 second', 'network',
       CASE n WHEN 49 THEN '70b3d57ba00000ff' ELSE '70b3d57ba0000001' END, 'decentlab-dl-mbx', 'of-old', '00189440', n, 1, 9, -97, 7.8,
       '[{"id": "0016c001f153a14c", "rssiDbm": -97, "snrDecibel": 7.8}]'
  FROM message m CROSS JOIN LATERAL (SELECT m.id AS n) numbered;
INSERT INTO series (subject_kind, subject, quantity, unit) VALUES ('site', 'hase-1', 'distance', 'mm'), ('device', '70b3d57ba0000001', 'battery_voltage', 'V');
INSERT INTO reading (series_id, time, value, flag, tests, uplink_id)
SELECT s.id, u.time, CASE s.quantity WHEN 'distance' THEN 1000 + u.id ELSE 2.993 END, 1, 1, u.id
  FROM uplink u CROSS JOIN series s WHERE u.state = 'stored';
INSERT INTO conflict (series_id, time, uplink_id, value) SELECT id, '2026-07-18 12:10Z', 2, 999 FROM series WHERE quantity = 'distance';
INSERT INTO tally (process, minute, outcome, count)
VALUES ('of-old/1', '2026-07-18 20:00Z', 'received', 53), ('of-old/1', '2026-07-18 20:00Z', 'stored', 48), ('of-old/1', '2026-07-18 20:00Z', 'duplicate', 3),
       ('of-old/1', '2026-07-18 20:00Z', 'unregistered', 1), ('of-old/1', '2026-07-18 20:00Z', 'quarantined', 1);
INSERT INTO spool (process, messages, bytes, updated_at) VALUES ('spool-of-old', 0, 4096, '2026-07-18 20:00Z');
-- Ids are drawn in blocks of 1000.
SELECT nextval('uplink_id');
