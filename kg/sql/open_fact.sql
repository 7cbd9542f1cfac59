-- What is stated by any other verb.
SELECT id, subject, relation AS verb, object, modality, polarity, confidence, weight, articles, first_seen, last_seen
FROM every_fact
WHERE is_open
ORDER BY id
