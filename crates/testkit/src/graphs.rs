//! Graphs as edge lists: planted partitions, random graphs, and slow reference algorithms on them.
