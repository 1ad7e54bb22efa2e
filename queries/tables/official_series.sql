/* ---
title:      {vi: "Số liệu đã công bố của tỉnh và cả nước", en: "Published figures of the province and the country"}
definition:
  vi: >-
    Mỗi dòng một số của một nguồn, một năm. Mỗi dãy số là của một nơi, một nguồn, một cách tính: rà soát, khảo sát và dự báo
    không nối với nhau.
  en: >-
    One row per figure of one source and year. A series is of one place, source and method: review, survey and forecast
    are never joined.
columns:
  - {name: series_id, title: {vi: Mã dãy số, en: Series}, kind: text}
  - {name: series_name, title: {vi: Dãy số, en: Name of the series}, kind: words}
  - {name: place_id, title: {vi: Nơi, en: Place}, kind: text}
  - {name: period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: indicator_id, title: {vi: Chỉ tiêu, en: Indicator}, kind: text}
  - {name: kind, title: {vi: Cách có số, en: Method}, kind: code, codes: series_kind}
  - {name: figure_status, title: {vi: Tình trạng số liệu, en: Status of the figure}, kind: code, codes: figure_status}
  - {name: standard_id, title: {vi: Chuẩn, en: Standard}, kind: text}
  - {name: value, title: {vi: Giá trị, en: Value}, kind: decimal}
  - {name: source, title: {vi: Nguồn, en: Source}, kind: text}
  - {name: note, title: {vi: Ghi chú, en: Note}, kind: text}
sources: []
access: public
--- */
-- One row per series, year and indicator; shares are fractions, counts whole. They are of no khối, and no filter divides them.
SELECT series.period, series.standard_id, ward.area_id,
       row_number() OVER (ORDER BY series.place_id, series.series_id, shown.last_day, series.indicator_id) AS sort_key,
       series.series_id, {'vi': series.series_name, 'en': max(series.series_name_en) OVER (PARTITION BY series.series_id)} AS series_name, series.place_id, series.indicator_id, series.kind, series.figure_status,
       series.value, series.source, series.note
FROM core.official_series AS series
JOIN core.period AS shown ON shown.period = series.period
CROSS JOIN core.ward AS ward
