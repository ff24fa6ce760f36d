-- TimescaleDB: hypertables, continuous aggregates, compression and retention.
-- Late data is accepted for 92 days, so chunks are compressed after that, and raw data is dropped long after every rollup has seen it.

SELECT create_hypertable('message', 'arrived_at', chunk_time_interval => interval '7 days', create_default_indexes => false);
SELECT create_hypertable('reading', 'time', chunk_time_interval => interval '7 days', create_default_indexes => false);

CREATE MATERIALIZED VIEW reading_hourly WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT series_id,
       time_bucket(interval '1 hour', time)    AS bucket,
       count(*)                                AS readings,
       count(*) FILTER (WHERE flag IN (1, 2))  AS good,
       count(*) FILTER (WHERE flag = 3)        AS suspect,
       count(*) FILTER (WHERE flag = 4)        AS failed,
       avg(value) FILTER (WHERE flag IN (1, 2)) AS average,
       min(value) FILTER (WHERE flag IN (1, 2)) AS minimum,
       max(value) FILTER (WHERE flag IN (1, 2)) AS maximum
  FROM reading
 GROUP BY 1, 2
  WITH NO DATA;

CREATE MATERIALIZED VIEW reading_daily WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT series_id,
       time_bucket(interval '1 day', time, 'Europe/Berlin') AS bucket,
       count(*)                                AS readings,
       count(*) FILTER (WHERE flag IN (1, 2))  AS good,
       count(*) FILTER (WHERE flag = 3)        AS suspect,
       count(*) FILTER (WHERE flag = 4)        AS failed,
       avg(value) FILTER (WHERE flag IN (1, 2)) AS average,
       min(value) FILTER (WHERE flag IN (1, 2)) AS minimum,
       max(value) FILTER (WHERE flag IN (1, 2)) AS maximum
  FROM reading
 GROUP BY 1, 2
  WITH NO DATA;

SELECT add_continuous_aggregate_policy('reading_hourly', start_offset => interval '100 days', end_offset => interval '1 hour', schedule_interval => interval '30 minutes');
SELECT add_continuous_aggregate_policy('reading_daily', start_offset => interval '100 days', end_offset => interval '1 day', schedule_interval => interval '2 hours');

ALTER TABLE reading SET (timescaledb.compress, timescaledb.compress_segmentby = 'series_id', timescaledb.compress_orderby = 'time');
SELECT add_compression_policy('reading', interval '93 days');
ALTER TABLE message SET (timescaledb.compress, timescaledb.compress_segmentby = 'source', timescaledb.compress_orderby = 'arrived_at, id');
SELECT add_compression_policy('message', interval '93 days');

SELECT add_retention_policy('message', interval '2 years');
SELECT add_retention_policy('reading', interval '5 years');
