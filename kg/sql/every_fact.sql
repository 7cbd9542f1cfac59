-- One fact for subject, relation, object, modality and polarity. Its confidence is that of at least one piece of
-- evidence being right, if they err independently: never above 0.99. Rounded, because the order of a sum is not fixed.
SELECT fact AS id, is_open, subject, relation, object, modality, polarity,
    round(1 - exp(greatest(sum(ln(1 - least(confidence, 0.99))), ln(0.01))), 6) AS confidence,
    count(*) AS weight, count(DISTINCT article_id) AS articles,
    min(published) AS first_seen, max(published) AS last_seen
FROM statement
WHERE fits
GROUP BY fact, is_open, subject, relation, object, modality, polarity
