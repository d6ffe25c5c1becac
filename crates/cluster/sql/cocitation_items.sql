-- The papers that cite each paper, but for those that cite more than {cocitation_cap} papers, with the number of papers that the
-- citing one cites and the number of citing ones that are left of the cited one's. Reads citations.
WITH counted AS (
    SELECT cited AS paper, citing AS item, COUNT(*) OVER (PARTITION BY citing) AS papers FROM citations
)
SELECT paper, item, papers, COUNT(*) OVER (PARTITION BY paper) AS items
FROM counted
WHERE papers <= {cocitation_cap}
