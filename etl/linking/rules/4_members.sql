-- Enough of the same people, by their identity numbers.
SELECT household_id, listed_id, 'members' AS method, rank, of_smaller AS score FROM stage.link_overlap WHERE is_enough
