-- What a rebuild needs: it finds the readings of a message, and gives a place that it leaves to the value that waited beside.

-- Rows lie in the order in which they were committed, so a few bytes for each megabyte are enough.
CREATE INDEX reading_of_uplink ON reading USING brin (uplink_id) WITH (pages_per_range = 16);

-- With its flags, a value can take the place that it came second for. Several values of one message for one place are all kept.
ALTER TABLE conflict ADD COLUMN flag smallint NOT NULL DEFAULT 2,
                     ADD COLUMN tests integer NOT NULL DEFAULT 0,
                     DROP CONSTRAINT conflict_pkey,
                     ADD PRIMARY KEY (series_id, time, uplink_id, value);
CREATE INDEX conflict_of_uplink ON conflict (uplink_id);

-- A message that could not be read may turn out to be a second copy of another.
ALTER TABLE uplink DROP CONSTRAINT uplink_state_check,
                   ADD CONSTRAINT uplink_state_check CHECK (state IN ('stored', 'duplicate', 'unregistered', 'quarantined'));

-- A reason without what differs from message to message: quoted text, numbers, EUIs. At most 200 characters.
CREATE FUNCTION quarantine_cause(reason text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$SELECT left(regexp_replace(regexp_replace(coalesce(reason, ''), '[[:cntrl:]]+', ' ', 'g'),
                                  '“[^”]*”|\m[0-9a-f]{16}\M|\d+(\.\d+)?', '…', 'g'), 200)$$;
