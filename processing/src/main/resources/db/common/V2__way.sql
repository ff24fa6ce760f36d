-- The way of a reading, from the bytes that arrived to the flagged value.

-- Raw bytes as they arrived; never altered.
CREATE TABLE message (
  arrived_at timestamptz NOT NULL,
  id         bigint NOT NULL,
  source     text NOT NULL,
  topic      text NOT NULL,
  body       bytea NOT NULL,
  PRIMARY KEY (arrived_at, id)
);

-- Drawn in blocks of 1000.
CREATE SEQUENCE uplink_id INCREMENT BY 1000;

-- What one message is. It has the id of its message; its identity is a function of the bytes, so that a second copy is a duplicate.
CREATE TABLE uplink (
  identity         uuid PRIMARY KEY,
  id               bigint NOT NULL UNIQUE,
  frame            uuid,
  kind             text NOT NULL CHECK (kind IN ('uplink', 'join', 'status', 'log', 'note', 'pack', 'unreadable')),
  state            text NOT NULL CHECK (state IN ('stored', 'unregistered', 'quarantined')),
  reason           text,
  source           text NOT NULL,
  arrived_at       timestamptz NOT NULL,
  time             timestamptz NOT NULL,
  time_source      text NOT NULL CHECK (time_source IN ('payload', 'network', 'arrival')),
  device           text,
  model            text,
  codec_version    text,
  dev_addr         text,
  frame_counter    bigint,
  port             smallint,
  spreading_factor smallint,
  bandwidth_hertz  integer,
  frequency_hertz  bigint,
  rssi_dbm         real,
  snr_decibel      real,
  gateways         jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX uplink_of_device ON uplink (device, time);
CREATE INDEX uplink_waiting ON uplink (device, arrived_at) WHERE state = 'unregistered';
CREATE INDEX uplink_quarantined ON uplink (arrived_at) WHERE state = 'quarantined';
CREATE INDEX uplink_frame ON uplink (frame, time) WHERE frame IS NOT NULL;
CREATE INDEX uplink_arrival ON uplink USING brin (arrived_at);

-- What is measured where. A site's series survives a swap of the device; a device's own (battery) goes with it.
CREATE TABLE series (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject_kind text NOT NULL CHECK (subject_kind IN ('site', 'device')),
  subject      text NOT NULL,
  quantity     text NOT NULL,
  channel      text NOT NULL DEFAULT '',
  unit         text NOT NULL,
  UNIQUE (subject_kind, subject, quantity, channel)
);

-- flag: QARTOD's aggregate, 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing.
-- tests: the flag of each single test, four bits each; see test_flag().
CREATE TABLE reading (
  series_id bigint NOT NULL,
  time      timestamptz NOT NULL,
  value     double precision NOT NULL,
  flag      smallint NOT NULL,
  tests     integer NOT NULL,
  uplink_id bigint NOT NULL,
  PRIMARY KEY (series_id, time)
);

-- Readings whose time and series another message had filled already: kept beside, never overwritten.
CREATE TABLE conflict (
  series_id bigint NOT NULL,
  time      timestamptz NOT NULL,
  uplink_id bigint NOT NULL,
  value     double precision NOT NULL,
  PRIMARY KEY (series_id, time, uplink_id)
);

-- Spans of readings that changed since the worker looked last.
CREATE TABLE dirty (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  series_id bigint NOT NULL,
  from_time timestamptz NOT NULL,
  to_time   timestamptz NOT NULL
);
CREATE INDEX dirty_of_series ON dirty (series_id);

-- The terms of the law: received = stored + duplicate + unregistered + quarantined + spooled; refused stands outside.
CREATE TABLE tally (
  process text NOT NULL,
  minute  timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('received', 'stored', 'duplicate', 'unregistered', 'quarantined', 'spooled', 'refused')),
  count   bigint NOT NULL,
  PRIMARY KEY (process, minute, outcome)
);

-- The flag of one test: 0 gross_range, 1 spike, 2 rate_of_change, 3 flat_line, 4 gap, 5 climatology, 6 time_source.
CREATE FUNCTION test_flag(tests integer, test integer) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT (tests >> (4 * test)) & 15';
