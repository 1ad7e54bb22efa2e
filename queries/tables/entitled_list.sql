/* ---
title:      {vi: "Danh sách đối tượng của các chính sách", en: "List of those entitled"}
definition:
  vi: "Mỗi dòng một người hoặc hộ trong danh sách đối tượng của một chính sách: đã hưởng hay chưa, họ tên và chỗ ghi trong tệp nguồn."
  en: "One row per person or household on a policy's entitlement list: served or not, with name and place in the source file."
columns:
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: text}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: name, title: {vi: Họ và tên, en: Name}, kind: name}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: entitled_since, title: {vi: Đủ điều kiện từ, en: Eligible since}, kind: date}
  - {name: served, title: {vi: Đã hưởng, en: Served}, kind: code, codes: served}
  - {name: served_date, title: {vi: Ngày hưởng, en: Served on}, kind: date}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [entitlement_list]
access: restricted
--- */
-- One row per entitlement, in the order of policy, khối and list.
SELECT given.period, CAST(NULL AS VARCHAR) AS standard_id, given.area_id,
       row_number() OVER (ORDER BY policy.sort_key, area.sort_key, given.source_file, given.source_row) AS sort_key,
       policy.name AS policy_name, area.name AS area_name, identity.name, identity.head_name, given.entitled_since,
       CASE WHEN given.is_served IS NULL THEN 'unknown' WHEN given.is_served THEN 'served' ELSE 'not_served' END AS served,
       given.served_date,
       coalesce(given.unit_id, policy.lead_unit_id) AS unit_id,
       given.source_file, given.source_sheet, given.source_row
FROM core.entitlement AS given
JOIN core.policy AS policy ON policy.policy_id = given.policy_id
JOIN core.period AS shown ON shown.period = given.period
LEFT JOIN core.area AS area
    ON area.area_id = given.area_id AND area.level = 'neighbourhood'
    AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.entitlement AS identity ON identity.entitlement_id = given.entitlement_id
