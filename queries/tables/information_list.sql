/* ---
title:      {vi: "Danh sách hộ nghèo và phương tiện thông tin", en: "List of poor households and means of information"}
definition:
  vi: >-
    Mỗi dòng một hộ nghèo hoặc hộ chưa rõ loại, có tên chủ hộ: hộ có phương tiện tiếp cận thông tin (không thiếu hụt chỉ số
    12) hay không, và chỗ ghi trong tệp nguồn.
  en: >-
    One row per poor household, or one whose class is not known, with the head: whether it has a means of information (not
    deprived of indicator 12), and the place in the source file.
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: information_asset, title: {vi: Có phương tiện, en: Has a means}, kind: code, codes: information_asset}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: outcome, title: {vi: Chỉ tiêu, en: Target}, kind: code, codes: outcome}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household. `outcome` adds up to the numerator, unknown and denominator of information_device.
SELECT household.period, household.standard_id, household.area_id, 1000000 * area.sort_key + household.source_row AS sort_key,
       area.name AS area_name, identity.household_code, identity.head_name,
       CASE WHEN household.information_access_assets IS NULL THEN 'unknown'
            WHEN household.information_access_assets THEN 'no' ELSE 'yes' END AS information_asset,
       household.recognised_class,
       CASE WHEN household.recognised_class = 'unknown' OR household.information_access_assets IS NULL THEN 'unknown'
            WHEN household.information_access_assets THEN 'failed' ELSE 'reached' END AS outcome,
       household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
WHERE household.recognised_class IN ('poor', 'unknown')
