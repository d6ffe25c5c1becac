-- PageRank, the start: walks begin at recent papers, e times fewer with each {recency} years of age; a paper without a year
-- counts as the mean of the others. Reads kept_papers.
WITH latest AS (
    SELECT MAX(year) AS year FROM kept_papers
),
dated AS (
    SELECT p.paper, EXP(-CAST(l.year - p.year AS DOUBLE) / {recency}) AS restart
    FROM kept_papers p
    CROSS JOIN latest l
),
average AS (
    SELECT COALESCE(AVG(restart), 1.0e0) AS restart FROM dated
)
SELECT d.paper, COALESCE(d.restart, m.restart) AS restart, COALESCE(d.restart, m.restart) AS visits,
       CAST(1.0e0 AS DOUBLE) AS change
FROM dated d
CROSS JOIN average m
