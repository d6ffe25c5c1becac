-- Repositories that too many papers link to tie them.
SELECT COUNT(*) AS items, COALESCE(MAX(papers), 0) AS largest
FROM (SELECT repository, COUNT(DISTINCT paper) AS papers FROM repositories GROUP BY repository
      HAVING COUNT(DISTINCT paper) > {repository_cap}) hubs
