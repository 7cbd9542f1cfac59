-- The sentence behind each statement, with its place in the source.
SELECT statement.is_open, statement.fact, statement.article_id AS article, statement.source, statement.published,
    sentence.text AS sentence, sentence.start_, sentence.end_, statement.trigger, statement.trigger_start,
    statement.trigger_end, statement.when_, statement.quantity, statement.quantity_number, statement.quantity_unit,
    statement.quantity_what, statement.confidence, statement.by_, statement.number
FROM statement
JOIN sentence ON sentence.source_id = statement.source_id AND sentence.article_id = statement.article_id
    AND sentence.number = statement.sentence
WHERE statement.fits
