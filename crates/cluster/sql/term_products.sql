-- How many products the pair join of terms makes.
SELECT CAST(COALESCE(SUM(papers * (papers - 1)), 0) AS DOUBLE) AS products FROM term_papers
