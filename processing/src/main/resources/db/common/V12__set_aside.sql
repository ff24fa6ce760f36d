-- What was received, and can neither be read from the spool nor taken in: it stays in the spool's file, where an operator finds it.
ALTER TABLE spool ADD COLUMN set_aside bigint NOT NULL DEFAULT 0;
