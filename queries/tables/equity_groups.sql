/* ---
title:      {vi: "Hộ nghèo, cận nghèo theo nhóm đối tượng", en: "Poor and near-poor households by group"}
definition:
  vi: >-
    Mỗi dòng một bên của một đặc điểm: hộ DTTS, chủ hộ nữ, hộ có người khuyết tật, hộ không có khả năng lao động; bên kia là các hộ
    còn lại, hộ không ghi là chưa rõ. Đếm hộ trong danh sách rà soát: nghèo, cận nghèo, chưa rõ loại cuối kỳ; nghèo hoặc cận nghèo
    đầu kỳ, và trong đó bao nhiêu hộ cuối kỳ không còn. Một hộ thuộc nhiều nhóm: không cộng các đặc điểm với nhau.
  en: >-
    One row per side of an attribute: ethnic minority, head is a woman, disabled member, no labour; the other side is the rest, and
    a household of which nothing is written is not known. Households of the reviewed list are counted: poor, near-poor or of unknown
    class at the end; poor or near-poor at the opening, and how many of these no longer are. A household is of several groups:
    attributes are never added up.
columns:
  - {name: attribute, title: {vi: Đặc điểm, en: Attribute}, kind: code, codes: equity_attribute}
  - {name: side, title: {vi: Nhóm, en: Group}, kind: code, codes: equity_side}
  - {name: poor, title: {vi: Hộ nghèo, en: Poor}, kind: count, sum: true}
  - {name: near_poor, title: {vi: Hộ cận nghèo, en: Near-poor}, kind: count, sum: true}
  - {name: unknown, title: {vi: Chưa rõ loại, en: Class not known}, kind: count, sum: true}
  - {name: opening, title: {vi: "Nghèo, cận nghèo đầu kỳ", en: Listed at the opening}, kind: count, sum: true}
  - {name: left_list, title: {vi: Trong đó cuối kỳ không còn, en: No longer at the end}, kind: count, sum: true}
sources: [household_review]
rows: {household_list: {}}
coverage: household_review
access: sensitive
--- */
-- One row per household and attribute.
WITH told AS (
    SELECT household.*, attribute.name AS attribute, attribute.place,
           CASE attribute.name
               WHEN 'minority' THEN household.is_ethnic_minority
               WHEN 'woman_head' THEN household.head_sex = 'female'
               WHEN 'disability' THEN household.has_disabled_member
               WHEN 'no_labour' THEN household.has_no_labour
           END AS is_of
    FROM core.household_round AS household
    CROSS JOIN (VALUES ('minority', 1), ('woman_head', 2), ('disability', 3), ('no_labour', 4)) AS attribute (name, place)
)
SELECT period, standard_id, area_id, 10 * place + CASE WHEN is_of IS NULL THEN 3 WHEN is_of THEN 1 ELSE 2 END AS sort_key,
       attribute,
       CASE WHEN is_of IS NULL THEN 'unknown' WHEN is_of THEN attribute ELSE 'not_' || attribute END AS side,
       CASE WHEN recognised_class = 'poor' THEN 1 ELSE 0 END AS poor,
       CASE WHEN recognised_class = 'near_poor' THEN 1 ELSE 0 END AS near_poor,
       CASE WHEN recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown,
       CASE WHEN opening_class IN ('poor', 'near_poor') THEN 1 ELSE 0 END AS opening,
       CASE WHEN opening_class IN ('poor', 'near_poor') AND recognised_class IN ('average_living', 'not_poor')
           THEN 1 ELSE 0 END AS left_list
FROM told
