/* ---
title:      {vi: "Nhiệm vụ, giải pháp của kế hoạch", en: "Measures of the plan"}
definition:
  vi: >-
    Mỗi dòng một việc của bảy nhóm nhiệm vụ, giải pháp ở mục III của kế hoạch, với đầu mối và hạn mà kế hoạch cho biết. Đầu mối
    suy từ mục V khi mục III không ghi.
  en: >-
    One row per measure of the seven groups of section III of the plan, with the unit and the due day that the plan tells. Where
    section III names no unit it follows from section V.
columns:
  - {name: place, title: {vi: Mục, en: Section}, kind: text}
  - {name: measure_id, title: {vi: Mã việc, en: Measure id}, kind: text}
  - {name: measure, title: {vi: "Nhiệm vụ, giải pháp", en: Measure}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đầu mối, en: Unit}, kind: words}
  - {name: first_day, title: {vi: Từ ngày, en: From}, kind: date}
  - {name: due_date, title: {vi: Hạn của kế hoạch, en: Due by the plan}, kind: date}
sources: []
access: public
--- */
-- One row per measure, in the order of the plan; III.5 holds two.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, measure.sort_key,
       measure.place, measure.measure_id, {'vi': measure.name, 'en': measure.name_en} AS measure, measure.lead_unit_id AS unit_id,
       {'vi': unit.name, 'en': unit.name_en} AS unit_name, measure.first_day, measure.due_date
FROM core.measure AS measure
LEFT JOIN core.unit AS unit ON unit.unit_id = measure.lead_unit_id
CROSS JOIN core.ward AS ward
