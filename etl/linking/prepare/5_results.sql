-- What the walk writes: the pairs matched on the list being walked, and every row walked with its household.
CREATE TABLE stage.link_match (household_id VARCHAR, listed_id VARCHAR, method VARCHAR, score DOUBLE);
CREATE TABLE stage.link_result (
    place BIGINT, period VARCHAR, listed_id VARCHAR, household_id VARCHAR, method VARCHAR, score DOUBLE
)
