-- One row per target of the plan, with the names of its unit and document.
SELECT target.target_id, target.label, target.place, target.text_issued, target.text_shown, target.text_en, target.kind,
       target.indicator_id, target.stock_indicator_id, target.wider_indicator_id, target.direction, target.comparison,
       target.target_value AS value, target.unit, target.scope, target.year, target.standard_id,
       target.lead_unit_id, unit.name AS lead_unit_name, unit.name_en AS lead_unit_name_en, target.document_id,
       coalesce(document.number, document.title, target.document_id) AS document,
       target.adopted_reading, target.adopted_document
FROM core.target AS target
LEFT JOIN core.unit AS unit ON unit.unit_id = target.lead_unit_id
LEFT JOIN core.document AS document ON document.document_id = target.document_id
ORDER BY target.sort_key
