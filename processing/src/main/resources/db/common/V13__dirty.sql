-- Changes are written and taken by their numbers. They come and go by the thousands, so the table is swept by count and not by share.
DROP INDEX dirty_of_series;
ALTER TABLE dirty SET (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_insert_scale_factor = 0);
