-- One row: the class of a household on the lists of a period, the standard in force last, and whether any list has it.
SELECT max_by(recognised_class, standard_id) FILTER (WHERE period = $period) AS listed, count(*) > 0 AS is_known
FROM core.household_round
WHERE household_id = $household
