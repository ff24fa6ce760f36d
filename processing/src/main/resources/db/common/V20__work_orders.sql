-- What somebody must see to, told to the system that the operator plans work with: one row for each episode.
CREATE TABLE work_order (
  -- Also the id of its event, by which the receiver knows it again.
  id          uuid PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('battery_low', 'no_contact')),
  device      text NOT NULL REFERENCES device,
  site        text NOT NULL REFERENCES site,
  asset       text,
  began_at    timestamptz NOT NULL,
  raised_at   timestamptz NOT NULL,
  ended_at    timestamptz CHECK (ended_at >= began_at),
  -- What its receiver said of it last, in its own words.
  status      text CHECK (status ~ '^[a-z][a-z0-9_-]{0,39}$'),
  status_at   timestamptz,
  note        text CHECK (length(note) <= 1000),
  reference   text CHECK (length(reference) <= 200)
);
CREATE UNIQUE INDEX work_order_once_an_episode ON work_order (kind, device) WHERE ended_at IS NULL;
CREATE INDEX work_order_of_device ON work_order (device, raised_at);
