-- The edges that pictures draw, but for what is denied: facts, open facts and co-occurrences where the graph shows them.
SELECT subject, object, weight FROM fact WHERE polarity = 'positive'
UNION ALL
SELECT subject, object, weight FROM open_fact
WHERE polarity = 'positive' AND EXISTS (SELECT 1 FROM meta WHERE key = 'open' AND value = 'yes')
UNION ALL
SELECT a AS subject, b AS object, sentences AS weight FROM cooccurrence
WHERE sentences > 0 AND EXISTS (SELECT 1 FROM meta WHERE key = 'cooccurrences' AND value = 'yes')
