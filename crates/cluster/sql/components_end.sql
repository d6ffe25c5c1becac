-- A row a paper: the least paper of its component.
SELECT paper, label AS component FROM previous
