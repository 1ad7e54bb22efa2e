/* ---
title:      {vi: "Nguyện vọng của hộ theo nhóm", en: "Wishes of households by kind"}
definition:
  vi: >-
    Mỗi dòng một nhóm nguyện vọng: số hộ nêu nguyện vọng ấy khi tham vấn trong năm; trong đó số hộ đang thiếu hụt chỉ số mà nguyện vọng
    nói đến (theo danh sách của kỳ), và số hộ đã thống nhất được hỗ trợ. Một hộ có thể nêu nhiều nhóm: không cộng các dòng với nhau.
  en: >-
    One row per kind of wish: households that told it at the consultations of the year; of these, households that lack an indicator the
    wish is about (by the list of the period), and households with whom help was agreed. A household may tell several: never add them up.
columns:
  - {name: wish_kind, title: {vi: Nhóm nguyện vọng, en: Kind of wish}, kind: code, codes: wish_kind}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
  - {name: lacking, title: {vi: Đang thiếu hụt chỉ số liên quan, en: Lack what it is about}, kind: count, sum: true}
  - {name: agreed, title: {vi: Đã thống nhất hỗ trợ, en: Help agreed}, kind: count, sum: true}
sources: [consultation]
rows: {wish_list: {}}
access: sensitive
--- */
-- One row per household and kind; a wish of a household on no list counts by itself. What is about no indicator lacks nothing known.
SELECT period, standard_id, area_id,
       list_position(['housing', 'job', 'livelihood', 'health', 'education', 'water', 'information', 'care', 'legal_aid', 'other', 'unknown',
                      'none'], wish_kind) AS sort_key,
       wish_kind, 1 AS households,
       max(CASE lacking WHEN 'lacking' THEN 1 WHEN 'not_lacking' THEN 0 END) AS lacking,
       max(CASE WHEN has_agreement THEN 1 ELSE 0 END) AS agreed
FROM wishes_told
GROUP BY period, standard_id, area_id, coalesce(household_id, wish_id), wish_kind
