-- What the tables are joined to most often, and the full text of all things.

CREATE TABLE columns (
  "table" TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, zh TEXT, en TEXT, leads_to TEXT,
  PRIMARY KEY ("table", place)
) WITHOUT ROWID;

CREATE VIEW first_passages AS
SELECT thing_id, passage_id, document_id, start, "end", text FROM (
  SELECT e.thing_id, e.passage_id, p.document_id, p.start, p."end", p.text,
         ROW_NUMBER() OVER (PARTITION BY e.thing_id ORDER BY p.document_id, p.start, p.id) AS place
  FROM evidence e JOIN passages p ON p.id = e.passage_id
) WHERE place = 1;

CREATE VIEW 问题清单 AS
SELECT u.label AS 单位, i.label AS 巡视巡察, f.number AS 编号, f.label AS 问题,
       (SELECT GROUP_CONCAT(label, '；') FROM (
          SELECT c.label FROM finding_types t JOIN concepts c ON c.id = t.concept_id WHERE t.finding_id = f.id ORDER BY c.code
        )) AS 问题类型,
       s.label AS 整改状态, r.date AS 状态日期, r.wording AS 状态原文, f.deadline AS 整改时限,
       p.text AS 原文, d.file_name AS 出处文件, p.start AS 起点, f.id AS 标识
FROM findings f
LEFT JOIN units u ON u.id = f.unit_id
LEFT JOIN inspections i ON i.id = COALESCE(f.of_inspection_id, f.inspection_id)
LEFT JOIN statuses r ON r.id = f.current_status_id
LEFT JOIN concepts s ON s.id = r.status_id
LEFT JOIN first_passages p ON p.thing_id = f.id
LEFT JOIN documents d ON d.id = p.document_id;

CREATE VIEW 措施清单 AS
SELECT u.label AS 单位, f.number AS 问题编号, f.label AS 问题, m.label AS 措施, s.label AS 进展, m.deadline AS 时限,
       (SELECT GROUP_CONCAT(label, '；') FROM (
          SELECT c.label FROM measure_types t JOIN concepts c ON c.id = t.concept_id WHERE t.measure_id = m.id ORDER BY c.id
        )) AS 措施类型,
       p.text AS 原文, d.file_name AS 出处文件, p.start AS 起点, m.id AS 标识
FROM measures m
LEFT JOIN findings f ON f.id = m.finding_id
LEFT JOIN units u ON u.id = f.unit_id
LEFT JOIN concepts s ON s.id = m.state_id
LEFT JOIN first_passages p ON p.thing_id = m.id
LEFT JOIN documents d ON d.id = p.document_id;

CREATE VIEW 反复问题 AS
SELECT u.label AS 单位, i.label AS 本次, f.label AS 问题, j.label AS 此前, g.label AS 此前问题, k.label AS 情形,
       b.label AS 依据, r.score AS 分值, r.id AS 标识
FROM recurrences r
LEFT JOIN findings f ON f.id = r.finding_id
LEFT JOIN findings g ON g.id = r.prior_id
LEFT JOIN units u ON u.id = f.unit_id
LEFT JOIN inspections i ON i.id = COALESCE(f.of_inspection_id, f.inspection_id)
LEFT JOIN inspections j ON j.id = COALESCE(g.of_inspection_id, g.inspection_id)
LEFT JOIN concepts k ON k.id = r.kind_id
LEFT JOIN concepts b ON b.id = r.basis_id;

CREATE VIEW 单位问题数 AS
SELECT u.label AS 单位, COUNT(*) AS 问题, SUM(s.label = '完成') AS 完成, COUNT(DISTINCT f.of_inspection_id) AS 巡视巡察
FROM findings f
JOIN units u ON u.id = f.unit_id
LEFT JOIN statuses r ON r.id = f.current_status_id
LEFT JOIN concepts s ON s.id = r.status_id
WHERE f.canonical_id = f.id AND EXISTS (
  SELECT 1 FROM finding_levels l WHERE l.finding_id = f.id AND l.concept_id LIKE '%/level-issue')
GROUP BY u.id;

CREATE TABLE texts (
  "row" INTEGER PRIMARY KEY, id TEXT NOT NULL REFERENCES things (id), "table" TEXT, label TEXT, text TEXT
);
INSERT INTO texts (id, "table", label, text)
SELECT t.id, t."table", t.label,
       (SELECT GROUP_CONCAT(text, char(10)) FROM (
          SELECT p.text FROM evidence e JOIN passages p ON p.id = e.passage_id WHERE e.thing_id = t.id
          ORDER BY p.document_id, p.start, p.id))
FROM things t WHERE t."table" NOT IN ('passages', 'concepts', 'chains', 'matches', 'notes') ORDER BY t.id;
CREATE VIRTUAL TABLE search USING fts5(label, text, content='texts', content_rowid='row', tokenize='trigram');
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO search (search) VALUES ('optimize');
