/* ---
title:      {vi: "Danh sách chưa được hưởng hoặc chưa rõ", en: "List of those not served or not known to be"}
definition:
  vi: >-
    Mỗi dòng một người hoặc hộ trong danh sách đối tượng của một chính sách mà ghi chưa hưởng, hoặc không ghi đã hưởng hay chưa;
    có họ tên và chỗ ghi trong tệp nguồn.
  en: >-
    One row per person or household on a policy's entitlement list that is not served, or of which the list does not say, with
    name and place in the source file.
columns:
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: name, title: {vi: Họ và tên, en: Name}, kind: name}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: entitled_since, title: {vi: Đủ điều kiện từ, en: Eligible since}, kind: date}
  - {name: served, title: {vi: Đã hưởng, en: Served}, kind: code, codes: served}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [entitlement_list]
access: restricted
--- */
-- One row per entitlement that is not known to be served.
SELECT period, standard_id, area_id, sort_key, policy_name, area_name, name, head_name, entitled_since, served, unit_id,
       source_file, source_sheet, source_row
FROM named_entitlements
WHERE served <> 'served'
