-- Only for rows of stage.class_said.
-- A person's answer about a household's class stands above the lists; where they all say another class, that is told.
SELECT 'warning' AS severity, 'answer_contradicted' AS rule, 'decisions/answers.csv' AS file, CAST(NULL AS VARCHAR) AS sheet,
       said.line AS source_row, CAST(NULL AS VARCHAR) AS column_name, min(listed.recognised_class) AS found, said.recognised_class AS used,
       'Dòng ' || said.line || ' của decisions/answers.csv: mọi danh sách kỳ ' || said.period || ' nay ghi loại khác với câu trả lời về hộ '
           || said.listed_id || '; đang tính theo câu trả lời. Nếu danh sách mới đúng, hãy trả lời lại là «as_listed».' AS message
FROM stage.class_said AS said
JOIN stage.household_review AS listed USING (period, standard_id, listed_id)
GROUP BY said.line, said.period, said.standard_id, said.listed_id, said.recognised_class
HAVING count(DISTINCT listed.recognised_class) = 1 AND min(listed.recognised_class) <> said.recognised_class
