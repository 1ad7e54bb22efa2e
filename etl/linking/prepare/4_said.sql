-- What people decided of each row of each list and a row of another: the last line about the two, from either end.
CREATE TABLE stage.link_said AS
WITH ends AS (
    SELECT line, verdict, earlier_period AS other_period, earlier_id AS other_id, later_period AS period, later_id AS listed_id
    FROM stage.link_decision
    UNION ALL
    SELECT line, verdict, later_period, later_id, earlier_period, earlier_id FROM stage.link_decision
)
SELECT listed.place, ends.*
FROM ends
JOIN stage.link_row AS listed ON listed.period = ends.period AND listed.listed_id = ends.listed_id
QUALIFY row_number() OVER (PARTITION BY listed.place, ends.period, ends.listed_id, other_period, other_id ORDER BY line DESC) = 1
