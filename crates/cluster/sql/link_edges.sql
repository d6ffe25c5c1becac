-- The links both ways. Reads links.
SELECT source_paper AS a, target_paper AS b, weight FROM links
UNION ALL
SELECT target_paper AS a, source_paper AS b, weight FROM links
