-- A rebuild changes readings as old as the bytes that are kept: rollups are refreshed as far back. Only spans that changed cost anything.
SELECT remove_continuous_aggregate_policy('reading_hourly');
SELECT remove_continuous_aggregate_policy('reading_daily');
SELECT add_continuous_aggregate_policy('reading_hourly', start_offset => interval '830 days', end_offset => interval '1 hour', schedule_interval => interval '30 minutes');
SELECT add_continuous_aggregate_policy('reading_daily', start_offset => interval '830 days', end_offset => interval '1 day', schedule_interval => interval '2 hours');
