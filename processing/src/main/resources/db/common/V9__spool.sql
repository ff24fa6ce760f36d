-- How many messages wait on disk beside an ingesting process, for the law: they are received and spooled. Set in the commit that takes them in.
CREATE TABLE spool (
  process    text PRIMARY KEY,
  messages   bigint NOT NULL,
  bytes      bigint NOT NULL,
  oldest     timestamptz,
  updated_at timestamptz NOT NULL
);

-- Not yet counted in the tally: they are when they are drained.
CREATE OR REPLACE VIEW dash_tally AS
SELECT minute AS time, outcome, sum(count)::bigint AS count FROM tally GROUP BY 1, 2
UNION ALL
SELECT date_trunc('minute', updated_at), outcome, sum(messages)::bigint
  FROM spool CROSS JOIN unnest(ARRAY['received', 'spooled']) outcome
 WHERE messages > 0
 GROUP BY 1, 2;
