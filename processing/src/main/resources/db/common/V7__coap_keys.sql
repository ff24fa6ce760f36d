-- Pre-shared keys of devices that speak CoAP over DTLS, encrypted; the class MasterSecret says how.
CREATE TABLE coap_key (
  device        text PRIMARY KEY REFERENCES device,
  key_encrypted bytea NOT NULL CHECK (length(key_encrypted) > 29),
  created_at    timestamptz NOT NULL
);
