-- What the system that the operator plans work with says of a work order, each time, by its own clock: what comes late has its place, and overtakes nothing.
CREATE TABLE work_order_report (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  work_order  uuid NOT NULL REFERENCES work_order,
  -- When it was so. Of two of the same time the one that came last counts.
  at          timestamptz NOT NULL,
  status      text NOT NULL CHECK (status IN ('accepted', 'in_progress', 'done', 'refused')),
  note        text CHECK (length(note) BETWEEN 1 AND 1000),
  -- Under which it keeps the order.
  reference   text CHECK (length(reference) BETWEEN 1 AND 200),
  received_at timestamptz NOT NULL
);
CREATE INDEX work_order_report_newest ON work_order_report (work_order, at, id);

-- Nothing has been written to these; the newest report says all of it.
ALTER TABLE work_order DROP COLUMN status, DROP COLUMN status_at, DROP COLUMN note, DROP COLUMN reference;
CREATE INDEX work_order_newest ON work_order (raised_at, id);

-- That system has a role of its own.
ALTER TABLE account
  DROP CONSTRAINT account_role_check,
  ADD CONSTRAINT account_role_check CHECK (role IN ('technician', 'engineer', 'evaluator', 'planner', 'administrator'));
