/* ---
title:      {vi: "Số cộng khớp và không khớp", en: "Sums that agree and that differ"}
definition:
  vi: "Mỗi dòng một biểu và một loại số cộng: bao nhiêu số đã đối chiếu với các dòng, bao nhiêu số khác."
  en: "One row per form and kind of sum: how many were held against the rows, how many differ."
columns:
  - {name: form, title: {vi: Biểu, en: Form}, kind: code, codes: form}
  - {name: kind, title: {vi: Loại số cộng, en: Kind of sum}, kind: code, codes: checksum}
  - {name: checked, title: {vi: Đã đối chiếu, en: Held}, kind: count}
  - {name: agreeing, title: {vi: Khớp, en: Agree}, kind: count}
  - {name: differing, title: {vi: Khác, en: Differ}, kind: count}
sources: []
rows: {checksums: {}}
access: public
--- */
-- One row per form and kind of sum.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, 1 AS sort_key, sheet.form, checked.kind,
       count(*) AS checked, count(*) FILTER (checked.written = checked.counted) AS agreeing,
       count(*) FILTER (checked.written <> checked.counted) AS differing
FROM meta.checksum AS checked
JOIN meta.source_sheet AS sheet ON sheet.file = checked.file AND sheet.sheet = checked.sheet
CROSS JOIN core.ward AS ward
GROUP BY ward.area_id, sheet.form, checked.kind
