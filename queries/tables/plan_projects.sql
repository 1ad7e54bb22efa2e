/* ---
title:      {vi: Dự án kế hoạch giao, en: Projects given by the plan}
definition:
  vi: "Mỗi dòng một dự án, tiểu dự án mà mục V của kế hoạch giao một đầu mối, dù đã có báo cáo hay chưa."
  en: "One row per project or sub-project that section V of the plan gives to a unit, reported or not."
columns:
  - {name: place, title: {vi: Mục, en: Section}, kind: text}
  - {name: project_id, title: {vi: Mã dự án, en: Project id}, kind: text}
  - {name: project_code, title: {vi: Dự án, en: Project}, kind: words}
  - {name: project_name, title: {vi: Nội dung, en: Content}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
sources: []
access: public
--- */
-- One row per project, in the order of the plan.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, project.sort_key,
       project.place, project.project_id,
       {'vi': project.code_shown, 'en': coalesce(project.code_en, project.code_shown)} AS project_code,
       {'vi': project.name, 'en': project.name_en} AS project_name, project.lead_unit_id AS unit_id,
       {'vi': unit.name, 'en': unit.name_en} AS unit_name
FROM core.project AS project
LEFT JOIN core.unit AS unit ON unit.unit_id = project.lead_unit_id
CROSS JOIN core.ward AS ward
