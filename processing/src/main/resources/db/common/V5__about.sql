-- Of a network server's log: the identity of the uplink that it speaks of, such as one that the server's own codec could not decode.
-- No foreign key, as either may come first, or alone.
ALTER TABLE uplink ADD COLUMN about uuid;
CREATE INDEX uplink_about ON uplink (about) WHERE about IS NOT NULL;
