-- Statements that are in no fact, because decisions or merges show an end under a label that the relation forbids.
SELECT subject, relation, object, article_id, number
FROM statement
WHERE NOT fits
ORDER BY subject, relation, object, article_id, number
