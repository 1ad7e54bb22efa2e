/* ---
title:      {vi: "Danh sách hộ rà soát", en: "List of reviewed households"}
definition:
  vi: "Mỗi dòng một hộ trong danh sách rà soát của kỳ, có tên chủ hộ, loại hộ hai đầu kỳ và chỗ ghi trong tệp nguồn."
  en: "One row per household of the round's list, with head, class at both ends and place in the source file."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: member_count, title: {vi: Số người, en: Members}, kind: count}
  - {name: opening_class, title: {vi: Đầu kỳ, en: Opening}, kind: code, codes: class}
  - {name: recognised_class, title: {vi: Cuối kỳ, en: End}, kind: code, codes: class}
  - {name: kind, title: {vi: Diễn biến, en: Movement}, kind: code, codes: kind}
  - {name: b1_score, title: {vi: Điểm B1, en: B1 score}, kind: count}
  - {name: b2_score, title: {vi: Điểm B2, en: B2 score}, kind: count}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household, in the order of khối and list.
SELECT household.period, household.standard_id, household.area_id, 1000000 * area.sort_key + household.source_row AS sort_key,
       area.name AS area_name, identity.household_code, identity.head_name, household.member_count,
       household.opening_class, household.recognised_class, movement.kind, household.b1_score, household.b2_score,
       household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN core.movement AS movement
    ON movement.period = household.period AND movement.standard_id = household.standard_id
    AND movement.household_id = household.household_id
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
