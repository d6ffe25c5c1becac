-- What the errors of all scores add up to, at most.
SELECT COALESCE(2.0e0 * {damping} / (1.0e0 - {damping}) * SUM(change) / SUM(visits), 0e0) AS change FROM previous
