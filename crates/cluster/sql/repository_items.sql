-- The repositories of each paper, but for those that more than {repository_cap} papers link.
-- Reads repositories, duplicates.
WITH linked AS (
    SELECT DISTINCT COALESCE(d.component, r.paper) AS paper, r.repository AS item
    FROM repositories r
    LEFT JOIN duplicates d ON d.paper = r.paper
),
counted AS (
    SELECT paper, item, COUNT(*) OVER (PARTITION BY item) AS papers FROM linked
)
SELECT paper, item, papers FROM counted WHERE papers <= {repository_cap}
