-- One row per conclusion and report as the office reads it: with its note, and as written where it names somebody.
SELECT conclusion.* REPLACE (coalesce(CAST(note.meeting AS VARCHAR), conclusion.meeting) AS meeting,
                             coalesce(CAST(note.content AS VARCHAR), conclusion.content) AS content),
       note.note
FROM core.meeting_conclusion AS conclusion
LEFT JOIN restricted.conclusion_note AS note
    ON note.conclusion_id = conclusion.conclusion_id AND note.report_date = conclusion.report_date
