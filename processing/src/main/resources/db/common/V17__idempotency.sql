-- Answers to requests that may come twice, for a day: the account's key, what was asked, and what was answered, without secrets.
CREATE TABLE idempotency (
  account      text NOT NULL REFERENCES account ON DELETE CASCADE,
  key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  status       integer,
  location     text,
  body         text,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
