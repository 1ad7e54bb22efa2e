-- The one ward, with the day it was formed and the plan written as «Kế hoạch số …/KH-UBND».
SELECT ward.area_id, ward.name,
       (SELECT arg_max(code, valid_from) FROM core.area WHERE area.area_id = ward.area_id) AS code,
       (SELECT min(valid_from) FROM core.area WHERE area.area_id = ward.area_id) AS valid_from, ward.province_name, ward.plan_year,
       coalesce(document.number, document.title, ward.plan_document_id) AS plan_document,
       ward.logo_file, ward.accent_colour
FROM core.ward AS ward
LEFT JOIN core.document AS document ON document.document_id = ward.plan_document_id
