/* ---
title:      {vi: "Hộ dân cư theo khối", en: "Resident households by neighbourhood"}
definition:
  vi: "Mỗi dòng một khối: số hộ, số nhân khẩu dân cư của kỳ và chỗ ghi trong tệp; khối phải rà soát mà chưa báo thì để trống."
  en: "One row per neighbourhood: resident households and persons of the period and where they are written; blank where not reported."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: resident_households, title: {vi: Số hộ, en: Households}, kind: count}
  - {name: resident_persons, title: {vi: Số nhân khẩu, en: Persons}, kind: count}
  - {name: figure_status, title: {vi: Loại số liệu, en: Kind of figure}, kind: code, codes: figure_status}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [resident_households]
access: public
--- */
-- One row per period and khối; households add up to the denominator of poverty_rate.
WITH due AS (
    SELECT DISTINCT period, area_id
    FROM core.area_report
    WHERE form = 'household_review' AND area_id <> 'chua_xac_dinh'
    UNION
    SELECT period, area_id
    FROM core.area_round
)
SELECT due.period, CAST(NULL AS VARCHAR) AS standard_id, due.area_id, area.sort_key, area.name AS area_name,
       residents.resident_households, residents.resident_persons, residents.figure_status,
       residents.source_file, residents.source_sheet, residents.source_row
FROM due
JOIN core.period AS shown ON shown.period = due.period
LEFT JOIN core.area_round AS residents ON residents.period = due.period AND residents.area_id = due.area_id
LEFT JOIN core.area AS area
    ON area.area_id = due.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
