-- What the walk writes: the pairs matched on the list being walked, and every row walked with its household.
CREATE TABLE stage.link_match (household_id VARCHAR, listed_id VARCHAR, method VARCHAR, score DOUBLE);
CREATE TABLE stage.link_result (
    place BIGINT, period VARCHAR, listed_id VARCHAR, household_id VARCHAR, method VARCHAR, score DOUBLE
);
-- Every listed row with its household.
CREATE VIEW stage.linked AS
SELECT listed.*, result.household_id
FROM stage.listed AS listed
JOIN stage.link_round AS list ON list.period = listed.period AND list.standard_id = listed.standard_id
JOIN stage.link_result AS result ON result.place = list.place AND result.period = list.period AND result.listed_id = listed.listed_id
