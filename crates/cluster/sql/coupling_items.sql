-- The works that each paper cites, but for those that more than {coupling_cap} papers cite, with the number of papers that cite
-- the work and the number of works that are left of the paper's. Reads cited_works.
WITH counted AS (
    SELECT paper, work AS item, COUNT(*) OVER (PARTITION BY work) AS papers FROM cited_works
)
SELECT paper, item, papers, COUNT(*) OVER (PARTITION BY paper) AS items
FROM counted
WHERE papers <= {coupling_cap}
