-- One row per household that waits now and was published: its class, and whether it was waiting then.
SELECT link.period, link.standard_id, link.listed_id, household.recognised_class, snapshot.stamp, question.subject IS NOT NULL AS was_asked
FROM waiting
JOIN core.household_link AS link
    ON link.period = waiting.period AND link.standard_id = waiting.standard_id AND link.listed_id = waiting.listed_id
JOIN core.household_round AS household
    ON household.period = link.period AND household.standard_id = link.standard_id AND household.household_id = link.household_id
CROSS JOIN meta.snapshot AS snapshot
LEFT JOIN meta.question AS question
    ON question.kind = 'class' AND question.subject = link.period || '|' || link.standard_id || '|' || link.listed_id
WHERE NOT snapshot.is_sample
