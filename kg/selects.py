"""What `kg.graph` asks of the assembled tables, in standard SQL; a question mark is a value it gives."""

FACTS = """
SELECT id, subject, relation, object, modality, polarity, confidence, weight, articles, first_seen, last_seen FROM fact
"""
OPEN_FACTS = """
SELECT id, subject, verb, object, modality, polarity, confidence, weight, articles, first_seen, last_seen FROM open_fact
"""
ASSERTED = """
SELECT subject, relation, object FROM fact WHERE polarity = 'positive' AND modality <> 'planned'
"""
ASSERTED_BOTH_WAYS = f"""
{ASSERTED} UNION SELECT object, relation, subject FROM ({ASSERTED}) AS stated WHERE relation IN (SELECT unnest(?))
ORDER BY subject, relation, object
"""
COOCCURRENCES = "SELECT a, b, sentences, paragraphs, npmi, llr FROM cooccurrence"
EVIDENCE = """
SELECT fact, article, source, published, sentence, start_, end_, trigger, trigger_start, trigger_end,
    when_, confidence, by_, quantity, quantity_number, quantity_unit, quantity_what
FROM
"""
# An article's evidence beside the facts it states; the two tables share the name confidence.
STATED = """
SELECT {told}.id, subject, {verb}, object, modality, polarity, {told}.confidence, weight, articles,
    first_seen, last_seen, fact, article, source, published, sentence, start_, end_, trigger, trigger_start,
    trigger_end, when_, proof.confidence, by_, quantity, quantity_number, quantity_unit, quantity_what
FROM {told} JOIN {told}_evidence AS proof ON proof.fact = {told}.id
ORDER BY article, fact, start_, trigger_start, number
"""
SOURCES = """
SELECT name, path, digest, encoding, fingerprint, articles
FROM source JOIN (SELECT source_id, count(*) AS articles FROM live_article GROUP BY source_id) AS counted
    ON counted.source_id = source.id
ORDER BY path
"""
DECISIONS = """
SELECT action, name, label, region, value, value_label, value_region, coalesce(applies, 0)
FROM decision LEFT JOIN decision_effect ON decision_effect.number = decision.number
ORDER BY decision.number
"""
FOUND = """
JOIN node_name AS found ON found.entity = node.id WHERE found.text = ?
ORDER BY least(found.rank, 1), found.mentions DESC, node.mentions DESC, node.id
"""
COUNTS = """
SELECT 'sources', count(*) FROM source
UNION ALL SELECT 'articles', count(*) FROM live_article
UNION ALL SELECT 'mentions', coalesce(sum(mentions), 0) FROM node
UNION ALL SELECT 'nodes', count(*) FROM node
UNION ALL SELECT 'facts', count(*) FROM fact
UNION ALL SELECT 'open_facts', count(*) FROM open_fact
UNION ALL SELECT 'derived', count(*) FROM (SELECT DISTINCT subject, relation, object FROM derived_fact) AS implied
UNION ALL SELECT 'merges', count(*) FROM merge
UNION ALL SELECT 'doubts', count(*) FROM doubt
UNION ALL SELECT 'decisions', count(*) FROM decision
UNION ALL SELECT 'idle', count(*) FROM decision_effect WHERE applies = 0
UNION ALL SELECT 'left_out', count(*) FROM left_out
UNION ALL SELECT 'cooccurrences', count(*) FROM cooccurrence
UNION ALL SELECT 'characters', coalesce(sum(characters), 0) FROM live_article
"""
