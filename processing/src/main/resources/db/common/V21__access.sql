-- Which sensor of its own has a user at the broker. The password is at the broker alone, as a hash; until
-- it is there, encrypted in the outbox.
CREATE TABLE broker_user (
  device     text PRIMARY KEY REFERENCES device,
  created_at timestamptz NOT NULL
);

-- Who is at no site any more, nor is to be at one, has no user: looked at when the transaction ends, so a device may be moved in one.
CREATE FUNCTION end_broker_user(of_device text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  -- Two transactions at the same device take turns, so that the order of rows is the order of commits.
  PERFORM FROM device WHERE id = of_device FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM deployment WHERE device = of_device AND (ends_at IS NULL OR ends_at > clock_timestamp())) THEN
    RETURN false;
  END IF;
  DELETE FROM broker_user WHERE device = of_device;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO outbox (kind, subject, payload) VALUES ('broker', of_device, 'revoke ' || of_device);
  RETURN true;
END $$;

-- Where it is known when a device will be at no site any more, it is looked at again then.
CREATE FUNCTION end_broker_user_later(of_device text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (kind, subject, payload, tried_since, next_attempt_at)
  SELECT 'broker', of_device || ' at ' || max(ends_at), 'end ' || of_device, max(ends_at), max(ends_at)
    FROM deployment WHERE device = of_device
  HAVING count(*) = count(ends_at) AND max(ends_at) > clock_timestamp() AND isfinite(max(ends_at));
END $$;

CREATE FUNCTION deployment_ends_broker_user() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_device text := CASE TG_OP WHEN 'INSERT' THEN NEW.device ELSE OLD.device END;
BEGIN
  IF EXISTS (SELECT FROM broker_user WHERE device = of_device) AND NOT end_broker_user(of_device) THEN
    PERFORM end_broker_user_later(of_device);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER deployment_ends_broker_user AFTER INSERT OR UPDATE OR DELETE ON deployment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION deployment_ends_broker_user();

-- Who signs in at the organisation's own provider (OpenID Connect): known by its issuer and the subject that it names, never by a name.
ALTER TABLE account
  ADD COLUMN issuer  text CHECK (length(issuer) BETWEEN 1 AND 500),
  ADD COLUMN subject text CHECK (length(subject) BETWEEN 1 AND 255),
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD CONSTRAINT account_of_subject UNIQUE (issuer, subject),
  -- It has a password here, or is known there: one of the two.
  ADD CONSTRAINT account_way_check CHECK ((issuer IS NULL) = (subject IS NULL) AND (issuer IS NULL) = (password_hash IS NOT NULL));
