-- Label propagation, the start: every linked paper has its own label.
SELECT DISTINCT a AS paper, a AS label, 1 AS changed FROM link_edges
