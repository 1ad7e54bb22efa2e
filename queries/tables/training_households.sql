/* ---
title:      {vi: "Đào tạo của hộ nghèo", en: "Training in poor households"}
definition:
  vi: "Mỗi dòng một hộ nghèo hoặc hộ chưa rõ loại: số người từ 16 đến 30 tuổi, số người được đào tạo; không có họ tên."
  en: "One row per poor household, or one whose class is not known: members aged 16 to 30 and those trained; no names."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_id, title: {vi: Mã hộ, en: Household}, kind: household}
  - {name: youths, title: {vi: Người 16-30 tuổi, en: Aged 16 to 30}, kind: count}
  - {name: covered, title: {vi: Được đào tạo, en: Trained}, kind: count}
  - {name: unknown, title: {vi: Chưa rõ, en: Not known}, kind: count}
  - {name: coverage, title: {vi: Kết quả, en: Result}, kind: code, codes: coverage}
sources: [household_review, member_list]
rows: {training_list: {}}
access: sensitive
--- */
-- One row per household. `coverage` adds up to the numerator, unknown and denominator of training_coverage.
SELECT household.period, household.standard_id, household.area_id, area.sort_key,
       area.name AS area_name, household.household_id, listed.youths, listed.covered, listed.unknown,
       CASE WHEN listed.household_id IS NULL THEN 'not_listed'
            WHEN listed.youths = 0 THEN 'no_youth'
            WHEN household.recognised_class = 'unknown' THEN 'unknown'
            WHEN listed.covered > 0 THEN 'covered'
            WHEN listed.unknown > 0 THEN 'unknown'
            ELSE 'not_covered' END AS coverage
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN trained_youths AS listed ON listed.period = household.period AND listed.household_id = household.household_id
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
WHERE household.recognised_class IN ('poor', 'unknown')
