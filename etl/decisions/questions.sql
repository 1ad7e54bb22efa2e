-- Links that are only suggested are questions too, answered in decisions/links.csv; then the household of each question, where it is on
-- a list. A question about a row of a list names nobody.
INSERT INTO meta.question BY NAME
SELECT name_question('link', subject) AS question_id, 'link' AS kind, subject, later.source_file AS file, later.source_sheet AS sheet,
       later.source_row,
       'Dòng ' || later.source_row || ' của trang «' || later.source_sheet || '» (kỳ ' || suggestion.later_period || ') và dòng '
           || earlier.source_row || ' của trang «' || earlier.source_sheet || '» (kỳ ' || suggestion.earlier_period
           || ') có phải một hộ không?' AS text,
       '[{"value": "same", "label": "Cùng một hộ"}, {"value": "different", "label": "Hai hộ khác nhau"}]' AS options,
       suggestion.later_household_id AS household_id
FROM (
    SELECT *, concat_ws('|', earlier_period, earlier_id, later_period, later_id) AS subject FROM core.link_suggestion
) AS suggestion
LEFT JOIN core.household_round AS earlier
    ON earlier.period = suggestion.earlier_period AND earlier.household_id = suggestion.earlier_household_id
LEFT JOIN core.household_round AS later
    ON later.period = suggestion.later_period AND later.household_id = suggestion.later_household_id
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY earlier.standard_id, later.standard_id) = 1
ORDER BY suggestion.score DESC, subject;

UPDATE meta.question SET household_id = link.household_id
FROM core.household_link AS link
WHERE meta.question.kind = 'class' AND meta.question.subject = link.period || '|' || link.standard_id || '|' || link.listed_id;

UPDATE meta.question SET household_id = link.household_id
FROM core.household_link AS link
WHERE meta.question.kind = 'test_household' AND meta.question.subject = link.listed_id
