-- Citations between papers, each once, none of itself.
SELECT paper AS citing, work AS cited FROM cited_works WHERE work >= 0 AND work <> paper
