-- What is measured, where, and by which device. See the README's map for the words.

CREATE TABLE pilot (
  id         text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  question   text NOT NULL DEFAULT '' CHECK (length(question) <= 2000),
  starts_on  date,
  ends_on    date,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_on >= starts_on)
);

-- Something of the network operator that stands where it stands: a transformer station, a gully, a tree.
CREATE TABLE asset (
  id        text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  kind      text NOT NULL CHECK (kind ~ '^[a-z][a-z_]{0,62}$'),
  name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  latitude  double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180)
);

CREATE TABLE site (
  id        text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  pilot     text NOT NULL REFERENCES pilot,
  asset     text REFERENCES asset,
  name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  latitude  double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180)
);
CREATE INDEX site_of_pilot ON site (pilot);

-- One row for every content that a model's folder ever had: readings name the version that decoded them.
CREATE TABLE model_version (
  model      text NOT NULL CHECK (model ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  version    text NOT NULL,
  definition text NOT NULL,
  codec      text,
  loaded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (model, version)
);

CREATE TABLE model (
  id                 text PRIMARY KEY,
  version            text NOT NULL,
  vendor             text NOT NULL,
  name               text NOT NULL,
  reporting_interval interval NOT NULL CHECK (reporting_interval > interval '0'),
  FOREIGN KEY (id, version) REFERENCES model_version
);

-- id: the DevEUI in lower-case hex, or the own name of a sensor without LoRaWAN.
CREATE TABLE device (
  id         text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  model      text NOT NULL REFERENCES model,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A device at a site for a time. The ranges stand in for btree_gist, which not every PostgreSQL brings.
CREATE TABLE deployment (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device    text NOT NULL REFERENCES device,
  site      text NOT NULL REFERENCES site,
  starts_at timestamptz NOT NULL,
  ends_at   timestamptz,
  -- Where it is set to report otherwise than its model does.
  reporting_interval interval CHECK (reporting_interval > interval '0'),
  CHECK (ends_at > starts_at),
  CONSTRAINT deployment_one_site_at_a_time EXCLUDE USING gist (
    int8range(hashtextextended(device, 0), hashtextextended(device, 0), '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX deployment_of_device ON deployment (device, starts_at);
CREATE INDEX deployment_at_site ON deployment (site, starts_at);

-- Counts the changes of the registry, so that a process knows when its snapshot is old.
CREATE TABLE registry_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version  bigint NOT NULL
);
INSERT INTO registry_version (version) VALUES (1);

CREATE FUNCTION registry_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE registry_version SET version = version + 1;
  RETURN NULL;
END $$;

CREATE TRIGGER registry_changed AFTER INSERT OR UPDATE OR DELETE ON pilot FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER registry_changed AFTER INSERT OR UPDATE OR DELETE ON asset FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER registry_changed AFTER INSERT OR UPDATE OR DELETE ON site FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER registry_changed AFTER INSERT OR UPDATE OR DELETE ON model FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER registry_changed AFTER INSERT OR UPDATE OR DELETE ON device FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();
CREATE TRIGGER registry_changed AFTER INSERT OR UPDATE OR DELETE ON deployment FOR EACH STATEMENT EXECUTE FUNCTION registry_changed();

CREATE TABLE account (
  name          text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}$'),
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);

-- A login. Only a hash of the cookie is kept, so that a copy of the database opens no door.
CREATE TABLE login (
  token_hash bytea PRIMARY KEY,
  account    text NOT NULL REFERENCES account ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
