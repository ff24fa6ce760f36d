-- What must go out to another server: written in the transaction of its cause, and sent afterwards, as often as it takes.
CREATE TABLE outbox (
  -- Rows of one kind and subject go out in this order.
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- By which a receiver knows again what it has had before.
  key              uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  -- Who can send it: a process claims only the kinds for which it has a sender.
  kind             text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9.:-]{0,63}$'),
  subject          text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  payload          text NOT NULL DEFAULT '' CHECK (length(payload) <= 65536),
  -- Gone as soon as it is sent; the class MasterSecret says how it is encrypted.
  secret_encrypted bytea CHECK (length(secret_encrypted) BETWEEN 30 AND 8192),
  state            text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'superseded')),
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Since when it is tried: patience ends some time after that, and begins anew where a person has it tried again.
  tried_since      timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts         integer NOT NULL DEFAULT 0,
  -- While somebody sends it: until when nobody else does.
  next_attempt_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  claim            uuid,
  reason           text CHECK (length(reason) <= 500),
  settled_at       timestamptz
);
CREATE INDEX outbox_due ON outbox (kind, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX outbox_of_subject ON outbox (kind, subject, id);
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE state IN ('sent', 'superseded');

-- The network servers of the settings, so that whoever registers a device need not know them.
CREATE TABLE network_server (
  name   text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  -- Whose devices go there; empty: those of all pilots that no other server has.
  pilots text[] NOT NULL DEFAULT '{}'
);

-- What a network server was made to know of a device.
CREATE TABLE provisioning (
  device text NOT NULL REFERENCES device,
  -- No reference: it goes on knowing the device where the settings have it no more.
  server text NOT NULL,
  -- trying: it was asked, and what became of it is not known.
  state  text NOT NULL CHECK (state IN ('trying', 'known', 'removed')),
  at     timestamptz NOT NULL,
  PRIMARY KEY (device, server)
);

-- Has the network servers that have to do with a device look at it. What it is to know is read when it is sent, so the newest state of the registry
-- goes out, however often and by whatever way it was changed.
CREATE FUNCTION provision(of_device text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF of_device !~ '^[0-9a-f]{16}$' OR NOT EXISTS (SELECT FROM network_server) THEN
    RETURN false;
  END IF;
  -- Two transactions at the same device take turns, so that the order of rows is the order of commits.
  PERFORM FROM device WHERE id = of_device FOR NO KEY UPDATE;
  INSERT INTO outbox (kind, subject)
  SELECT 'network:' || n.name, of_device FROM network_server n
   WHERE EXISTS (SELECT FROM provisioning p WHERE p.device = of_device AND p.server = n.name)
      OR EXISTS (
        SELECT FROM deployment d JOIN site s ON s.id = d.site
         WHERE d.device = of_device AND (d.ends_at IS NULL OR d.ends_at > clock_timestamp())
           AND (s.pilot = ANY (n.pilots) OR n.pilots = '{}' AND NOT EXISTS (SELECT FROM network_server o WHERE s.pilot = ANY (o.pilots))));
  RETURN FOUND;
END $$;

CREATE FUNCTION provision_later(of_device text, due timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox (kind, subject, payload, tried_since, next_attempt_at)
  SELECT 'network:' || name, of_device || ' at ' || due, of_device, due, due FROM network_server
   WHERE due > clock_timestamp() AND isfinite(due) AND of_device ~ '^[0-9a-f]{16}$'
$$;

CREATE FUNCTION deployment_provisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM provision(OLD.device);
  END IF;
  IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND NEW.device <> OLD.device THEN
    PERFORM provision(NEW.device);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM provision_later(NEW.device, NEW.starts_at), provision_later(NEW.device, NEW.ends_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER deployment_provisions AFTER INSERT OR UPDATE OR DELETE ON deployment FOR EACH ROW EXECUTE FUNCTION deployment_provisions();

-- A key that comes after its device was registered. Not when it is merely encrypted anew.
CREATE FUNCTION delivery_provisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM deployment WHERE device = NEW.dev_eui AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now())) THEN
    PERFORM provision(NEW.dev_eui);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_provisions AFTER INSERT OR UPDATE OF loaded_at ON delivery FOR EACH ROW EXECUTE FUNCTION delivery_provisions();

-- What is known of a device at each network server: waiting, known, refused or removed, since when, and why.
CREATE VIEW network_state AS
  WITH newest AS (
    SELECT DISTINCT ON (kind, subject) subject AS device, substr(kind, length('network:') + 1) AS server, state, reason, created_at, settled_at
      FROM outbox WHERE kind LIKE 'network:%' AND subject ~ '^[0-9a-f]{16}$' AND state <> 'superseded'
     ORDER BY kind, subject, id DESC)
  SELECT coalesce(n.device, p.device) AS device, coalesce(n.server, p.server) AS server,
         CASE n.state WHEN 'waiting' THEN 'waiting' WHEN 'failed' THEN 'refused' ELSE p.state END AS state,
         CASE n.state WHEN 'waiting' THEN n.created_at WHEN 'failed' THEN n.settled_at ELSE p.at END AS since,
         CASE WHEN n.state IN ('waiting', 'failed') THEN n.reason END AS reason
    FROM newest n FULL JOIN provisioning p ON p.device = n.device AND p.server = n.server
   WHERE n.state IN ('waiting', 'failed') OR p.state IN ('known', 'removed');
