-- The words by which firms with public results are found, under the ids of `published_firms`; indexed like `firm_words`.
CREATE VIRTUAL TABLE `published_firm_words` USING fts5(
	words, content='', contentless_delete=1, detail=none,
	tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);
--> statement-breakpoint
-- What was drawn before is counted once; from then on seats are counted as they are given.
INSERT INTO `visit_totals` (`department`, `visits`)
SELECT i.`department`, count(DISTINCT a.`visit`) FROM `assignments` a JOIN `inspectors` i ON i.`id` = a.`inspector` GROUP BY i.`department`;
