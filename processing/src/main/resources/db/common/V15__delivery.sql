-- What vendors delivered, from their lists. The keys are encrypted; the class MasterSecret says how. A device need not be registered to be here.
CREATE TABLE delivery (
  dev_eui           text PRIMARY KEY CHECK (dev_eui ~ '^[0-9a-f]{16}$'),
  join_eui          text CHECK (join_eui ~ '^[0-9a-f]{16}$'),
  app_key_encrypted bytea CHECK (length(app_key_encrypted) > 29),
  model             text CHECK (length(model) BETWEEN 1 AND 200),
  serial            text CHECK (length(serial) BETWEEN 1 AND 100),
  loaded_at         timestamptz NOT NULL
);
CREATE INDEX delivery_of_serial ON delivery (lower(serial));
CREATE INDEX delivery_of_join_eui ON delivery (join_eui);
