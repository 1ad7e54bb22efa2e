/* ---
title:      {vi: "Nhiệm vụ giao trong kế hoạch", en: "Duties given by the plan"}
definition:
  vi: "Mỗi dòng một việc mà mục V của kế hoạch giao cho một đầu mối, theo đúng thứ tự của kế hoạch."
  en: "One row per duty that section V of the plan gives to a unit, in the plan's own order and words."
columns:
  - {name: place, title: {vi: Mục, en: Section}, kind: text}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: duty, title: {vi: Việc được giao, en: Duty}, kind: text}
sources: []
access: public
--- */
-- One row per duty; a row that ends in «:» only introduces the ones below it.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + duty.sort_key AS sort_key,
       duty.place, duty.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name, duty.text_shown AS duty
FROM core.duty AS duty
JOIN core.unit AS unit ON unit.unit_id = duty.unit_id
CROSS JOIN core.ward AS ward
WHERE NOT ends_with(duty.text_shown, ':')
