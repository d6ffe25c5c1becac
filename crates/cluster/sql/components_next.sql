-- Connected components, an iteration: the least label around a paper, then the label of the paper that this one names, which
-- halves the way that is left. Reads {edges} (a, b, both ways) and previous.
WITH around AS (
    SELECT e.a AS paper, MIN(p.label) AS label
    FROM {edges} e
    JOIN previous p ON p.paper = e.b
    GROUP BY e.a
),
lowest AS (
    SELECT p.paper, p.label AS old, LEAST(p.label, a.label) AS label
    FROM previous p
    JOIN around a ON a.paper = p.paper
)
SELECT l.paper, LEAST(l.label, j.label) AS label,
       CASE WHEN LEAST(l.label, j.label) < l.old THEN 1 ELSE 0 END AS changed
FROM lowest l
JOIN previous j ON j.paper = l.label
