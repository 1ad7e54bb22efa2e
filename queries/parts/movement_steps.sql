-- One row per household, class, step and khối; `sign` is 0 for a stock, 1 for an increase, -1 for a decrease.
WITH step AS (
    SELECT * FROM (VALUES
        ('poor', 'begin', 0, 101), ('poor', 'poor_to_near', -1, 102), ('poor', 'poor_to_above', -1, 103),
        ('poor', 'other_decrease', -1, 104), ('poor', 'absences', -1, 105), ('poor', 'became_unknown', -1, 106),
        ('poor', 'near_to_poor', 1, 107), ('poor', 'relapsed_poor', 1, 108), ('poor', 'new_poor', 1, 109),
        ('poor', 'other_increase', 1, 110), ('poor', 'arrivals', 1, 111), ('poor', 'was_unknown', 1, 112),
        ('poor', 'area_out', -1, 113), ('poor', 'area_in', 1, 114), ('poor', 'member_change', 1, 115), ('poor', 'end', 0, 116),
        ('near_poor', 'begin', 0, 201), ('near_poor', 'near_to_poor', -1, 202), ('near_poor', 'near_to_above', -1, 203),
        ('near_poor', 'other_decrease', -1, 204), ('near_poor', 'absences', -1, 205), ('near_poor', 'became_unknown', -1, 206),
        ('near_poor', 'poor_to_near', 1, 207), ('near_poor', 'relapsed_near', 1, 208), ('near_poor', 'new_near', 1, 209),
        ('near_poor', 'other_increase', 1, 210), ('near_poor', 'arrivals', 1, 211), ('near_poor', 'was_unknown', 1, 212),
        ('near_poor', 'area_out', -1, 213), ('near_poor', 'area_in', 1, 214), ('near_poor', 'member_change', 1, 215),
        ('near_poor', 'end', 0, 216)
    ) AS listed(listed_class, step, sign, sort_key)
),
known AS (
    SELECT *, CASE WHEN basis = 'lists' THEN begin_period ELSE period END AS begin_list FROM core.movement_pair WHERE is_known
),
-- A household is counted where the movements of its khối are known, at the opening and at the end each for itself.
moved AS (
    SELECT movement.*, coalesce(movement.begin_area_id, movement.area_id) AS left_area_id
    FROM core.movement AS movement
    JOIN known
        ON known.period = movement.period AND known.standard_id = movement.standard_id AND known.area_id = movement.area_id
),
left_area AS (
    SELECT movement.*
    FROM core.movement AS movement
    JOIN known
        ON known.period = movement.period AND known.standard_id = movement.standard_id AND known.area_id = movement.begin_area_id
    WHERE movement.begin_area_id <> movement.area_id
),
counted AS (
    -- An opening column tells the class at the opening, not the size.
    SELECT known.period, known.standard_id, known.area_id, 'begin' AS step, 1 AS households,
           CASE WHEN known.basis = 'lists' THEN listed.recognised_class ELSE listed.opening_class END AS listed_class,
           CASE WHEN known.basis = 'lists' THEN listed.members END AS persons
    FROM known
    JOIN sized_households AS listed ON listed.period = known.begin_list AND listed.standard_id = known.standard_id AND listed.area_id = known.area_id
    UNION ALL
    SELECT known.period, known.standard_id, known.area_id, 'end', 1, listed.recognised_class, listed.members
    FROM known
    JOIN sized_households AS listed ON listed.period = known.period AND listed.standard_id = known.standard_id AND listed.area_id = known.area_id
    UNION ALL
    SELECT period, standard_id, area_id,
           CASE WHEN kind <> 'unexplained' THEN kind WHEN end_class = 'unknown' THEN 'became_unknown' ELSE 'absences' END,
           1, begin_class, begin_members
    FROM moved
    WHERE begin_class <> end_class
    UNION ALL
    SELECT period, standard_id, area_id,
           CASE WHEN kind <> 'unexplained' THEN kind WHEN begin_class = 'unknown' THEN 'was_unknown' ELSE 'arrivals' END,
           1, end_class, end_members
    FROM moved
    WHERE begin_class <> end_class
    UNION ALL
    SELECT period, standard_id, begin_area_id, 'area_out', 1, begin_class, begin_members FROM left_area
    UNION ALL
    SELECT period, standard_id, area_id, 'area_in', 1, begin_class, begin_members FROM moved WHERE left_area_id <> area_id
    UNION ALL
    SELECT period, standard_id, area_id, 'member_change', 0, begin_class, end_members - begin_members
    FROM moved
    WHERE begin_class = end_class
)
SELECT counted.period, counted.standard_id, counted.area_id, step.sort_key, step.listed_class, step.step, step.sign,
       counted.households, counted.persons, CASE WHEN counted.persons IS NULL THEN 1 ELSE 0 END AS persons_unknown
FROM counted
JOIN step ON step.listed_class = counted.listed_class AND step.step = counted.step
UNION ALL
-- Every step of every khối, so that a step nobody took shows 0 and a khối whose movements are not known shows nothing.
SELECT pair.period, pair.standard_id, pair.area_id, step.sort_key, step.listed_class, step.step, step.sign,
       CASE WHEN pair.is_known THEN 0 END, CASE WHEN pair.is_known THEN 0 END, CASE WHEN pair.is_known THEN 0 END
FROM core.movement_pair AS pair
CROSS JOIN step
