/* ---
title:      {vi: "Thành viên của một hộ", en: "Members of one household"}
definition:
  vi: "Mỗi dòng một thành viên trong danh sách thành viên mới nhất có hộ ấy: tuổi tại ngày chốt, học, đào tạo, bảo hiểm y tế."
  en: "One row per member on the newest list of members that holds the household: age at the cut-off, school, training, insurance."
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: name, title: {vi: Họ và tên, en: Name}, kind: name}
  - {name: relation, title: {vi: Quan hệ với chủ hộ, en: Relation to the head}, kind: free_text}
  - {name: age_on_reference_date, title: {vi: Tuổi, en: Age}, kind: count}
  - {name: school_status, title: {vi: Đi học, en: School}, kind: code, codes: school_status}
  - {name: training_status, title: {vi: Đào tạo, en: Training}, kind: code, codes: training_status}
  - {name: has_health_insurance, title: {vi: Thẻ BHYT, en: Health insurance}, kind: flag}
  - {name: is_disabled, title: {vi: Khuyết tật, en: Disabled}, kind: flag}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [member_list]
access: restricted
--- */
-- One row per person on the newest list of members of a household, in the order of the list.
WITH listed AS (
    SELECT person.*, shown.last_day,
           dense_rank() OVER (PARTITION BY person.household_id ORDER BY shown.last_day DESC, person.period) AS newest
    FROM core.person_round AS person
    JOIN core.period AS shown ON shown.period = person.period
),
lived AS (
    SELECT period, household_id, min(area_id) AS area_id
    FROM core.household_round
    GROUP BY period, household_id
)
SELECT listed.period, CAST(NULL AS VARCHAR) AS standard_id, coalesce(lived.area_id, ward.area_id) AS area_id, listed.household_id,
       listed.source_row AS sort_key, identity.name, identity.relation, listed.age_on_reference_date,
       listed.school_status, listed.training_status, listed.has_health_insurance, listed.is_disabled,
       listed.source_file, listed.source_sheet, listed.source_row
FROM listed
CROSS JOIN core.ward AS ward
LEFT JOIN lived ON lived.period = listed.period AND lived.household_id = listed.household_id
LEFT JOIN restricted.person AS identity ON identity.period = listed.period AND identity.person_id = listed.person_id
WHERE listed.newest = 1
