-- Accounts with roles, logins that end by themselves, tokens of programs, and a trail that only grows.

-- What a role may do is in the program. Whoever has an account so far is the administrator.
ALTER TABLE account
  ADD COLUMN role text NOT NULL DEFAULT 'administrator' CHECK (role IN ('technician', 'engineer', 'evaluator', 'administrator')),
  -- One more with each new password, so that whoever shows an older one meanwhile is not let in.
  ADD COLUMN password_version integer NOT NULL DEFAULT 1,
  ADD COLUMN disabled_at timestamptz;
ALTER TABLE account ALTER COLUMN role DROP DEFAULT;

ALTER TABLE login
  ADD COLUMN opened_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN seen_at   timestamptz NOT NULL DEFAULT now();
CREATE INDEX login_of_account ON login (account);

-- What a program of a person shows instead of their password. Kept as a hash, like a login's cookie.
CREATE TABLE access_token (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account    text NOT NULL REFERENCES account ON DELETE CASCADE,
  title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  scope      text[] NOT NULL CHECK (cardinality(scope) > 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  used_at    timestamptz,
  revoked_at timestamptz
);
CREATE INDEX access_token_of_account ON access_token (account);

-- Who did what, when and from where. No reference to account: the trail outlives what it tells of.
CREATE TABLE audit (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT now(),
  actor   text CHECK (length(actor) <= 200),
  way     text NOT NULL CHECK (way ~ '^[a-z_]{1,20}$'),
  origin  text NOT NULL CHECK (length(origin) <= 200),
  action  text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
  subject text CHECK (length(subject) <= 200),
  detail  jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_at ON audit (at);

CREATE FUNCTION refuse_to_alter_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_audit();
-- Also where a session says that it only replays what others wrote.
ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_is_append_only;
