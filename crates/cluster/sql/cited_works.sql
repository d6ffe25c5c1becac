-- The works that each paper cites, each once: a work that is a paper by its number, any other by its key, which is below 0.
-- References of a duplicate are those of the paper that stays.
-- Reads paper_references, identifiers, duplicates.
WITH owners AS (
    SELECT i.key, MIN(COALESCE(d.component, i.paper)) AS paper
    FROM identifiers i
    LEFT JOIN duplicates d ON d.paper = i.paper
    GROUP BY i.key
)
SELECT DISTINCT COALESCE(d.component, r.paper) AS paper, COALESCE(o.paper, r.key) AS work
FROM paper_references r
LEFT JOIN duplicates d ON d.paper = r.paper
LEFT JOIN owners o ON o.key = r.key
