-- A row a paper: its community, named by one of its papers.
SELECT paper, label AS community FROM previous
