-- The pairs of duplicate_pairs both ways, each once.
SELECT DISTINCT paper AS a, other AS b FROM duplicate_pairs
UNION ALL
SELECT DISTINCT other AS a, paper AS b FROM duplicate_pairs
