-- Works that too many papers cite to couple them.
SELECT COUNT(*) AS items, COALESCE(MAX(papers), 0) AS largest
FROM (SELECT work, COUNT(*) AS papers FROM cited_works GROUP BY work HAVING COUNT(*) > {coupling_cap}) hubs
