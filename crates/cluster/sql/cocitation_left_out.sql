-- Papers that cite too many others to co-cite them.
SELECT COUNT(*) AS items, COALESCE(MAX(papers), 0) AS largest
FROM (SELECT citing, COUNT(*) AS papers FROM citations GROUP BY citing HAVING COUNT(*) > {cocitation_cap}) hubs
