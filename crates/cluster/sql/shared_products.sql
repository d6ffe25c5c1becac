-- How many products the pair join of {items} makes: each item of d papers makes d (d - 1).
SELECT CAST(COALESCE(SUM(papers - 1), 0) AS DOUBLE) AS products FROM {items}
