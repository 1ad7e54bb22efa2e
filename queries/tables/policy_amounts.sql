/* ---
title:      {vi: "Mức hưởng của chính sách", en: "Amounts of the policies"}
definition:
  vi: >-
    Mỗi dòng một giá, một mức hoặc một tỷ lệ của một chính sách trong một thời gian, kèm căn cứ và độ chắc chắn. Để trống là chưa có:
    chưa thấy văn bản nào nói.
  en: >-
    One row per price, amount or share of a policy and its validity, with its legal base and how certain it is. Empty: no document
    says it yet.
columns:
  - {name: policy_name, title: {vi: Chính sách, en: Policy}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: item, title: {vi: Khoản, en: Item}, kind: words}
  - {name: comparison, title: {vi: So sánh, en: Comparison}, kind: text}
  - {name: amount, title: {vi: Mức, en: Amount}, kind: decimal}
  - {name: unit, title: {vi: Đơn vị tính, en: Unit}, kind: words}
  - {name: includes_vat, title: {vi: Đã gồm thuế, en: Tax included}, kind: flag}
  - {name: valid_from, title: {vi: Từ ngày, en: From}, kind: date}
  - {name: valid_to, title: {vi: Đến ngày, en: To}, kind: date}
  - {name: document, title: {vi: Căn cứ, en: Legal base}, kind: text}
  - {name: certainty, title: {vi: Độ chắc chắn, en: Certainty}, kind: code, codes: certainty}
  - {name: note, title: {vi: Ghi chú, en: Note}, kind: text}
sources: []
access: public
--- */
-- One row per amount, in the order of the policies; the same in every period.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * policy.sort_key + given.sort_key AS sort_key,
       {'vi': policy.name, 'en': policy.name_en} AS policy_name, policy.lead_unit_id AS unit_id,
       {'vi': given.item, 'en': given.item_en} AS item, given.comparison, given.amount,
       {'vi': given.unit, 'en': given.unit_en} AS unit, given.includes_vat, given.valid_from, given.valid_to,
       coalesce(document.number, document.title) AS document, given.certainty, given.note
FROM core.policy_amount AS given
JOIN core.policy AS policy ON policy.policy_id = given.policy_id
LEFT JOIN core.document AS document ON document.document_id = given.document_id
CROSS JOIN core.ward AS ward
