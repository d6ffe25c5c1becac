-- The share of papers whose label changed in the last two iterations.
SELECT COALESCE(SUM(changed) / CAST(COUNT(*) AS DOUBLE), 0e0) AS change FROM previous
