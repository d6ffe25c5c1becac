-- Connected components, the start: every paper of {edges} is a component.
SELECT DISTINCT a AS paper, a AS label, 1 AS changed FROM {edges}
