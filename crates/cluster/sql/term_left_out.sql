-- Terms that too many papers have to say anything.
SELECT COUNT(*) AS items, COALESCE(MAX(papers), 0) AS largest
FROM (SELECT term, COUNT(*) AS papers FROM postings GROUP BY term HAVING COUNT(*) > {term_cap}) hubs
