-- What is stated by a relation of the ontology.
SELECT id, subject, relation, object, modality, polarity, confidence, weight, articles, first_seen, last_seen
FROM every_fact
WHERE NOT is_open
ORDER BY id
