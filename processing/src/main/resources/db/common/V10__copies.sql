-- A second copy that a replay found out was heard once.
CREATE OR REPLACE VIEW dash_reception AS
SELECT u.id AS uplink_id, u.time, u.device, g.value ->> 'id' AS gateway,
       (g.value ->> 'rssiDbm')::real AS rssi_dbm, (g.value ->> 'snrDecibel')::real AS snr_decibel,
       jsonb_array_length(u.gateways) AS heard_by
  FROM uplink u CROSS JOIN LATERAL jsonb_array_elements(u.gateways) g
 WHERE u.kind = 'uplink' AND u.state <> 'duplicate';
