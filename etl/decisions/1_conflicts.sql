-- What people answered of single households, and the households of a round whose class the lists do not tell: two classes in two
-- lists, or only a row that waits.
UPDATE stage.household_review SET is_test = FALSE
WHERE is_test AND listed_id IN (SELECT subject FROM stage.answer WHERE kind = 'test_household' AND answer = 'real');

UPDATE stage.waiting_household SET is_test = FALSE
WHERE is_test AND listed_id IN (SELECT subject FROM stage.answer WHERE kind = 'test_household' AND answer = 'real');

UPDATE stage.member_list SET is_test = FALSE
WHERE is_test AND head_listed_id IN (SELECT subject FROM stage.answer WHERE kind = 'test_household' AND answer = 'real');

CREATE TABLE stage.class_said AS
SELECT line, split_part(subject, '|', 1) AS period, split_part(subject, '|', 2) AS standard_id, split_part(subject, '|', 3) AS listed_id,
       answer AS recognised_class
FROM stage.answer
WHERE kind = 'class' AND answer <> 'as_listed';

CREATE TABLE stage.class_conflict AS
WITH listed AS (
    SELECT period, standard_id, listed_id, recognised_class, is_test FROM stage.household_review
    UNION ALL
    SELECT period, standard_id, head_listed_id, recognised_class, is_test FROM stage.member_list
    WHERE recognised_class IS NOT NULL AND head_listed_id IS NOT NULL
),
told AS NOT MATERIALIZED (
    SELECT * FROM listed WHERE is_test IS NOT TRUE
),
open AS (
    SELECT period, standard_id, listed_id FROM told
    SEMI JOIN stage.several USING (period, standard_id, listed_id)
    GROUP BY period, standard_id, listed_id
    HAVING min(recognised_class) <> max(recognised_class)
    UNION
    SELECT waiting.period, waiting.standard_id, waiting.listed_id
    FROM stage.waiting_household AS waiting
    ANTI JOIN told USING (period, standard_id, listed_id)
    WHERE NOT waiting.is_test
)
SELECT open.*, said.listed_id IS NOT NULL AS is_answered
FROM open
LEFT JOIN stage.class_said AS said USING (period, standard_id, listed_id)
