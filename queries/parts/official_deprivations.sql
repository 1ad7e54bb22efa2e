-- One row per khối whose list is in, class and item: its households, all their deprivations, each indicator, households not known.
-- An indicator that nobody answers has no number. `item`: 0 households, 1 to 12 the indicators, 99 all of them, 100 not known.
WITH counted AS (
    SELECT area.period, area.standard_id, area.area_id, class.listed_class, indicator.indicator_code,
           count(asked.household_id) AS households, count(asked.is_deprived) AS answered,
           count(CASE WHEN asked.is_deprived THEN 1 END) AS deprived
    FROM official_areas AS area
    CROSS JOIN (VALUES ('poor'), ('near_poor')) AS class(listed_class)
    JOIN core.standard_indicator AS indicator ON indicator.standard_id = area.standard_id
    LEFT JOIN household_deprivations AS asked
        ON asked.period = area.period AND asked.standard_id = area.standard_id AND asked.area_id = area.area_id
        AND asked.recognised_class = class.listed_class AND asked.indicator_code = indicator.indicator_code
    GROUP BY area.period, area.standard_id, area.area_id, class.listed_class, indicator.indicator_code
),
numbered AS (
    SELECT period, standard_id, area_id, listed_class, indicator_code, households,
           CASE WHEN households = 0 OR answered > 0 THEN deprived END AS number
    FROM counted
),
doubtful AS (
    SELECT period, standard_id, area_id, recognised_class, count(DISTINCT household_id) AS households
    FROM household_deprivations
    WHERE is_deprived IS NULL
    GROUP BY period, standard_id, area_id, recognised_class
)
SELECT numbered.period, numbered.standard_id, numbered.area_id, numbered.listed_class, indicator.item,
       indicator.dimension AS heading, coalesce(indicator.dimension_en, indicator.dimension) AS heading_en,
       indicator.name, indicator.name_en, numbered.number
FROM numbered
JOIN (SELECT *, row_number() OVER (PARTITION BY standard_id ORDER BY sort_key) AS item FROM core.standard_indicator) AS indicator
    ON indicator.standard_id = numbered.standard_id AND indicator.indicator_code = numbered.indicator_code
UNION ALL
SELECT whole.period, whole.standard_id, whole.area_id, whole.listed_class, sums.item, sums.heading, sums.heading_en, sums.name, sums.name_en,
       CASE sums.item WHEN 0 THEN whole.households WHEN 99 THEN whole.deprivations ELSE coalesce(doubtful.households, 0) END
FROM (
    SELECT period, standard_id, area_id, listed_class, max(households) AS households,
           CASE WHEN count(*) = count(number) THEN sum(number) END AS deprivations
    FROM numbered
    GROUP BY period, standard_id, area_id, listed_class
) AS whole
CROSS JOIN (VALUES
    (0, NULL, NULL, 'Tổng số hộ', 'Households'),
    (99, NULL, NULL, 'Tổng số lượt thiếu hụt', 'All deprivations'),
    (100, 'Ngoài biểu', 'Beside the form', 'Hộ chưa rõ ít nhất một chỉ số', 'Households with an indicator not known')
) AS sums(item, heading, heading_en, name, name_en)
LEFT JOIN doubtful
    ON doubtful.period = whole.period AND doubtful.standard_id = whole.standard_id AND doubtful.area_id = whole.area_id
    AND doubtful.recognised_class = whole.listed_class
