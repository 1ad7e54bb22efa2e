/* ---
title:      {vi: "Hộ trong danh sách của kỳ", en: "Households on the round's list"}
definition:
  vi: >-
    Mỗi dòng một hộ trong danh sách rà soát của kỳ, mở ra thẻ hộ: loại hộ, số chỉ số thiếu hụt và chưa rõ trong mười hai, số lần có
    trong danh sách đối tượng chính sách mà chưa được hưởng, đã tham vấn trong năm hay chưa.
  en: >-
    One row per household on the round's list, which opens its card: class, how many of the twelve indicators it lacks or nobody
    knows, how many entitlements wait, and whether it was consulted in the year.
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: member_count, title: {vi: Số người, en: Members}, kind: count}
  - {name: deprived, title: {vi: Thiếu hụt, en: Deprived of}, kind: count}
  - {name: unanswered, title: {vi: Chỉ số chưa rõ, en: Indicators not known}, kind: count}
  - {name: waiting, title: {vi: Chính sách còn chờ, en: Policies waiting}, kind: count}
  - {name: consulted, title: {vi: Tham vấn, en: Consultation}, kind: code, codes: consulted}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review, entitlement_list, consultation]
access: restricted
--- */
-- One row per household, in the order of khối and list; a household on no list of entitlements waits for nothing, in a year without any consultation
-- recorded nobody is asked whether it was, nor is who is neither poor nor near-poor.
WITH lacking AS (
    SELECT period, standard_id, household_id, count(*) FILTER (is_deprived) AS deprived,
           count(*) FILTER (is_deprived IS NULL) AS unanswered, count(*) AS asked
    FROM household_deprivations
    GROUP BY period, standard_id, household_id
),
due AS (
    SELECT period, household_id, count(*) FILTER (NOT is_served) AS waiting
    FROM core.entitlement
    WHERE household_id IS NOT NULL
    GROUP BY period, household_id
)
SELECT household.period, household.standard_id, household.area_id, 1000000 * area.sort_key + household.source_row AS sort_key,
       household.household_id, area.name AS area_name, identity.household_code, identity.head_name, household.recognised_class,
       household.member_count, CASE WHEN lacking.unanswered < lacking.asked THEN lacking.deprived END AS deprived,
       lacking.unanswered,
       CASE WHEN household.period IN (SELECT period FROM core.entitlement) THEN coalesce(due.waiting, 0) END AS waiting,
       CASE WHEN consulted.household_id IS NOT NULL THEN 'consulted'
            WHEN household.recognised_class IN ('poor', 'near_poor', 'unknown')
                AND substr(household.period, 1, 4) IN (SELECT period FROM core.wish) THEN 'not_consulted' END AS consulted,
       household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN lacking
    ON lacking.period = household.period AND lacking.standard_id = household.standard_id
    AND lacking.household_id = household.household_id
LEFT JOIN due ON due.period = household.period AND due.household_id = household.household_id
LEFT JOIN consulted_households AS consulted
    ON consulted.period = household.period AND consulted.household_id = household.household_id
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
