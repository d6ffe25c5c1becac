-- How many labels changed.
SELECT CAST(COALESCE(SUM(changed), 0) AS DOUBLE) AS change FROM previous
