-- One row per list of a round and standard, in the order in which they are walked: by last day, the standard in force first.
CREATE TABLE stage.link_round AS
WITH lists AS (
    SELECT DISTINCT period, standard_id FROM stage.listed
),
dated AS (
    SELECT lists.*, round_period.first_day, round_period.last_day, standard.valid_from,
           round_period.last_day BETWEEN standard.valid_from AND coalesce(standard.valid_to, DATE '9999-12-31') AS is_in_force
    FROM lists
    LEFT JOIN core.period AS round_period ON round_period.period = lists.period
    LEFT JOIN core.standard AS standard ON standard.standard_id = lists.standard_id
)
SELECT row_number() OVER (ORDER BY last_day, is_in_force DESC, first_day DESC, valid_from, period, standard_id) AS place,
       period, standard_id, last_day
FROM dated
