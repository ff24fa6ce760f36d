-- Plain PostgreSQL: the rollups are views over the readings.

CREATE VIEW reading_hourly AS
SELECT series_id,
       date_bin(interval '1 hour', time, timestamptz '2000-01-01 00:00:00+00') AS bucket,
       count(*)                                AS readings,
       count(*) FILTER (WHERE flag IN (1, 2))  AS good,
       count(*) FILTER (WHERE flag = 3)        AS suspect,
       count(*) FILTER (WHERE flag = 4)        AS failed,
       avg(value) FILTER (WHERE flag IN (1, 2)) AS average,
       min(value) FILTER (WHERE flag IN (1, 2)) AS minimum,
       max(value) FILTER (WHERE flag IN (1, 2)) AS maximum
  FROM reading
 GROUP BY 1, 2;

CREATE VIEW reading_daily AS
SELECT series_id,
       date_trunc('day', time, 'Europe/Berlin') AS bucket,
       count(*)                                AS readings,
       count(*) FILTER (WHERE flag IN (1, 2))  AS good,
       count(*) FILTER (WHERE flag = 3)        AS suspect,
       count(*) FILTER (WHERE flag = 4)        AS failed,
       avg(value) FILTER (WHERE flag IN (1, 2)) AS average,
       min(value) FILTER (WHERE flag IN (1, 2)) AS minimum,
       max(value) FILTER (WHERE flag IN (1, 2)) AS maximum
  FROM reading
 GROUP BY 1, 2;
