-- The sentences behind the facts.
SELECT fact, article, source, published, sentence, start_, end_, trigger, trigger_start, trigger_end,
    when_, quantity, quantity_number, quantity_unit, quantity_what, confidence, by_, number
FROM every_evidence
WHERE NOT is_open
ORDER BY fact, article, start_, trigger_start, number
