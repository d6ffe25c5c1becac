-- Label propagation, an iteration: a paper takes the label to which most weight of its links leads, of equal ones the least;
-- those of even number in one iteration, of odd in the next, so that no two neighbours swap for ever.
-- Reads link_edges, previous.
WITH weighed AS (
    SELECT e.a AS paper, p.label, ROUND(SUM(e.weight), 9) AS weight
    FROM link_edges e
    JOIN previous p ON p.paper = e.b
    WHERE (e.a + {iteration}) % 2 = 0
    GROUP BY e.a, p.label
),
best AS (
    SELECT paper, label FROM (
        SELECT paper, label, ROW_NUMBER() OVER (PARTITION BY paper ORDER BY weight DESC, label) AS place FROM weighed
    ) placed
    WHERE place = 1
)
SELECT p.paper, COALESCE(b.label, p.label) AS label,
       CASE WHEN b.label IS NOT NULL AND b.label <> p.label THEN 1 WHEN b.label IS NULL AND p.changed = 1 THEN 1 ELSE 0 END
           AS changed
FROM previous p
LEFT JOIN best b ON b.paper = p.paper
